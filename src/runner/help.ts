/** What each verb does and takes, for `--help`. */
export const help: Record<string, string> = {
  start: `npm start [-- --port 3000]

Builds the site if its sources have changed, and serves it on this machine until Ctrl-C. It
prints an address with a key. The browser that opens it can run the labs from the lessons.`,
  test: `npm test [-- <stage>… | --changed]

Proves that everything works. Stages: see CONTRIBUTING.md.
  --changed    only what your change can affect`,
  dev: `npm run dev

Serves the pages while you write them.`,
  bench: `npm run bench

Runs the benchmarks of bench/.`,
  cloud: `npm run cloud -- path/to/cdk.out
npm run cloud -- --empty

Runs a synthesized CDK app on this machine until Ctrl-C. It prints every address that can be
called, and what happens. With --empty it runs no app: it prints one address, to which labs and
other stacks are deployed through CloudFormation.
  --json                         the addresses and then one event per line, as JSON
  -q, --quiet                    no events and no logs
  --port N                       first address; the others get the next free ones (20200)
  --parameters Name=value        of the template, as with cdk deploy;
                                 Stack:Name=value for one stack only
  --time-scale N                 how fast the clocks of AWS go
  --account-concurrency N        functions at the same time in the account
  --dynamodb-capacity-scale N    capacity of provisioned tables, times N
  --retention-scale N            how long messages are kept, times N
  --seed N                       of everything that is drawn at random`,
  lab: `npm run lab                                  all experiments, in the order of the lessons
npm run lab <lab>[/<experiment>]             run one: it asks for your prediction first
npm run lab <lab> -- --keep                  leave the lab running, and see each request and message
npm run lab <lab> -- --target endpoint=http://127.0.0.1:4566
                                             run it at an emulator of AWS that you run already
npm run lab <lab>/<experiment> -- --target aws [--profile P] [--region R]
                                             run it in your AWS account: you are told what it costs
                                             and asked first, and all is taken down afterwards
npm run lab -- --clean aws [--profile P] [--region R]
                                             remove what an interrupted run left there

While a lab is kept, in another terminal:
npm run lab -- look table [text]             what is in its tables
npm run lab -- look queue                    how many messages wait, and how many are in flight
npm run lab -- look dead-letters [text]      the messages that were given up
npm run lab -- break                         what can be broken, and how
npm run lab -- break Orders down 3s          break it: slow 500ms, fail 20%, throttle, deny,
                                             duplicate 1x, crash-after-write 1x,
                                             crash-after-publish 1x, pause-replication, down; a time
                                             says for how long
npm run lab -- mend                          mend everything that was broken

  -y, --yes        ask nothing
  -c name=value    with --keep: a setting of its stack, as with cdk deploy
  --all            every experiment, or every one of a lab; with --yes or --json side by side,
                   as many as the machine has CPU to spare for, each variant once; where a
                   claim is not judged to hold, again alone and with all repetitions
  --repetitions N  how often each variant runs, in the place of what the experiment says
  --json           the evidence as JSON on stdout, everything else on stderr
  --record         write the evidence file
  --seed N         another seed than 202
  --target endpoint=http://…
                   deploy through CloudFormation at this address, and delete it all
                   afterwards. Asked first: what the lab needs and it has not.
                   Your AWS credentials are not used.
  --target aws     deploy with AWS's own kit, which is fetched the first time. Credentials are
                   found as the AWS CLI finds them; they are not printed, kept or passed on.
  --budget 0.50    with --target aws: dollars that the run may cost; --yes needs it
  --reset          forget what is kept of your runs
  --statements     which shared statements the claims judge

It ends with 0 when every claim holds, 1 when one does not, 2 for a wrong call, and 3 when
this machine was too busy to judge.`,
  repair: `npm run repair                        broken pipelines, in the order of lessons
npm run repair <name>                 its story, and files of your own to edit
npm run repair <name> -- --watch      judge whenever you save
npm run repair <name> -- --check      judge once
npm run repair <name> -- --hint       one of three hints more
npm run repair <name> -- --solution   ways to mend it and what each costs: when you
                                      have mended it, or asked twice
npm run repair <name> -- --reset      begin anew; your files are set aside

  --json         one JSON document on stdout, everything else on stderr

It ends with 0 when it is mended, 1 when it is not, 2 for a wrong call, and 3
when this machine was too busy to judge.`,
  incident: `npm run incident                      a lab under load, and something is wrong with it
npm run incident -- --seed N          the same one for two people
npm run incident -- --causes          what can be the cause

The pager rings. Metrics, events, logs, traces and \`look\` are all there is: find the cause,
mend it while orders come, name it, and end with \`done\`. The score says what it cost the
customers. \`help\` lists what can be typed. Commands can also come from a file or a pipe.

It ends with 0 when the cause is named, the lab is sound and no promise was broken, 1 when
not, and 2 for a wrong call.`,
  evidence: `npm run evidence [-- <lab>[/<experiment>]…] [--factor 2]

Runs experiments again and says what moved since they were recorded. It records nothing.`,
  check: `npm run check

Checks what the pages say against runs, facts and statements.`,
  book: `npm run book

Prints the course as one PDF, build/take-away/200-or-202.pdf, with a browser of this machine.`,
  links: `npm run links

Asks every address of another site that the built pages cite whether it is still there.
Apart from the installation and a lab with --target, nothing else calls other hosts.`,
  'new-lab': `npm run new-lab <name>

Makes a small lab that already runs, to be rewritten.`,
};
