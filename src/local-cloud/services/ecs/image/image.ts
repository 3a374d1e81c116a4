import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Assets } from '../../../kernel/contracts/asset.ts';
import { DeployError } from '../../../kernel/errors.ts';
import { DockerfileProblems, type Recipe, readDockerfile } from './dockerfile.ts';

/** An image whose program can be run as a process. */
export interface Image extends Recipe {
  /** The folder on this machine that stands for `/` of the image. */
  root: string;
  remove(): void;
}

/**
 * Makes an image of the asset that its name means, without Docker: what COPY names is copied into a folder. Throws a
 * DeployError that says all that its Dockerfile wants and is not emulated.
 */
export function buildImage(logicalId: string, name: string, assets: Assets): Image {
  const asset = assets.get(name.split(':').at(-1) ?? '');
  if (asset?.packaging !== 'image')
    throw new DeployError(
      `${logicalId}: the image ${name} is not an image asset of this cloud assembly.`,
      'Give a folder with a Dockerfile, as ContainerImage.fromAsset does: images from a registry are not run here.',
    );
  const { dockerFile = 'Dockerfile', ...build } = asset.build ?? {};
  const [option] = Object.keys(build);
  if (option)
    throw new DeployError(
      `${logicalId}: the image of ${asset.path} is to be built with ${option}, which is not emulated.`,
      'Leave it out: an image is made here of its folder and its Dockerfile alone.',
    );
  const recipe = recipeIn(logicalId, join(asset.path, String(dockerFile)));
  const root = mkdtempSync(join(tmpdir(), 'image-'));
  const image = { ...recipe, root, remove: () => rmSync(root, { recursive: true, force: true }) };
  try {
    mkdirSync(join(root, recipe.workingDirectory), { recursive: true });
    for (const each of recipe.copies) copy(logicalId, asset.path, root, each);
    return image;
  } catch (error) {
    image.remove();
    throw error;
  }
}

function recipeIn(logicalId: string, file: string): Recipe {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new DeployError(`${logicalId}: there is no ${file}.`, 'Write it, or name the file that there is.');
  }
  try {
    return readDockerfile(text);
  } catch (error) {
    if (!(error instanceof DockerfileProblems)) throw error;
    throw new DeployError(
      `${logicalId}: ${file} cannot be run without Docker:\n${error.problems.map((each) => `  ${each}.`).join('\n')}`,
      'Build what the image needs before, for example with esbuild, so that its Dockerfile only copies and starts it.',
    );
  }
}

/** A folder's contents are copied, as by COPY, and not the folder. */
function copy(
  logicalId: string,
  context: string,
  root: string,
  { from, to }: Recipe['copies'][number],
): void {
  for (const each of from) {
    const source = join(context, each);
    const stats = statSync(source, { throwIfNoEntry: false });
    if (!stats)
      throw new DeployError(
        `${logicalId}: COPY finds no ${each} in the image's folder ${context}.`,
        'Put it there, or mend the Dockerfile.',
      );
    const target = join(root, to);
    const isFile = stats.isFile();
    cpSync(source, isFile && to.endsWith('/') ? join(target, basename(each)) : target, { recursive: true });
  }
}

/** What `docker run` would start: paths of the image are those of its folder here. Throws a DeployError. */
export function programOf(
  logicalId: string,
  image: Image,
  {
    EntryPoint,
    Command,
  }: { EntryPoint?: readonly string[] | undefined; Command?: readonly string[] | undefined },
): string[] {
  const entryPoint = EntryPoint ?? image.entryPoint;
  // An entry point of the task definition replaces the image's command too, as --entrypoint does.
  const [program, ...rest] = [...entryPoint, ...(Command ?? (EntryPoint ? [] : image.command))];
  if (program === undefined || !/^(\/usr\/local\/bin\/)?node$/.test(program))
    throw new DeployError(
      `${logicalId}: its container starts ${program ?? 'nothing'}, and only node can be started here.`,
      'Start the program itself, as CMD ["node", "worker.mjs"] does: it then gets the signals, too.',
    );
  return rest.map((each) => {
    const there = join(image.root, each);
    return each.startsWith('/') && statSync(there, { throwIfNoEntry: false }) ? there : each;
  });
}
