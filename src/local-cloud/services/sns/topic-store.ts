import {
  FauxqsSnsStore,
  type FauxqsSubscription,
  type FauxqsTopic,
  SnsError,
  validateFilterPolicyLimits,
} from '../../http/fauxqs-internals.ts';
import { account } from '../../kernel/account.ts';
import { PatternError } from '../../kernel/event-pattern/pattern-error.ts';
import { checkEndpoint, checkSubscriptionAttributes } from './endpoint.ts';
import { type Filter, parseFilterPolicy } from './filter-policy.ts';
import { checkSubscriptionsOfLarge, checkTopicAttributes } from './topic-attributes.ts';

/** https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
const mostFilterPolicies = 200;

/** fauxqs's store of topics and subscriptions, refusing what would be kept without effect. Throws SnsErrors. */
export class TopicStore extends FauxqsSnsStore {
  readonly #filters = new WeakMap<FauxqsSubscription, { source: string; filter: Filter }>();

  constructor() {
    super();
    this.region = account.region;
  }

  /** Called by fauxqs's CreateTopic too. */
  override createTopic(
    name: string,
    attributes?: Record<string, string>,
    tags?: Record<string, string>,
  ): FauxqsTopic {
    checkTopicAttributes(attributes ?? {});
    return super.createTopic(name, attributes, tags, account.region);
  }

  /** Throws an SnsError when the topic cannot have this attribute. */
  setTopicAttribute(topic: FauxqsTopic, name: string, value: string): void {
    const attributes = { ...topic.attributes, [name]: value };
    checkTopicAttributes({ [name]: value });
    checkSubscriptionsOfLarge({ attributes }, this.subscriptionsOf(topic));
    topic.attributes[name] = value;
  }

  /** Called by fauxqs's Subscribe too. */
  override subscribe(
    topicArn: string,
    protocol: string,
    endpoint: string,
    attributes: Record<string, string> = {},
  ): FauxqsSubscription | undefined {
    checkSubscription(protocol, endpoint, attributes);
    const topic = this.getTopic(topicArn);
    const before = topic ? this.subscriptionsOf(topic) : [];
    // One that is there is answered, or refused for other attributes, and takes no room.
    const isNew = !before.some((each) => each.protocol === protocol && each.endpoint === endpoint);
    if (topic && isNew) {
      checkSubscriptionsOfLarge(topic, [...before, { protocol }]);
      if (attributes.FilterPolicy) this.#checkFilterPolicies(topic);
    }
    const subscription = super.subscribe(topicArn, protocol, endpoint, attributes);
    if (subscription) subscription.confirmed = true;
    return subscription;
  }

  /** Throws an SnsError when it cannot have this attribute. */
  setAttribute(subscription: FauxqsSubscription, name: string, value: string): void {
    const { protocol, attributes } = subscription;
    checkSubscriptionAttributes(protocol, { [name]: value });
    check(protocol, { ...attributes, [name]: value });
    const topic = this.getTopic(subscription.topicArn);
    if (topic && name === 'FilterPolicy' && value !== '' && !attributes.FilterPolicy)
      this.#checkFilterPolicies(topic);
    attributes[name] = value;
  }

  /** "By default, you can have up to 200 filter policies per topic": throws when there is no room for one more. */
  #checkFilterPolicies(topic: FauxqsTopic): void {
    const filtered = this.subscriptionsOf(topic).filter(({ attributes }) => attributes.FilterPolicy);
    if (filtered.length >= mostFilterPolicies)
      throw new SnsError(
        'FilterPolicyLimitExceeded',
        `Filter policy limit exceeded: ${topic.arn} has ${mostFilterPolicies}, and may not have more`,
        403,
      );
  }

  /** Gives a subscription the ARN that the template knows it by. */
  rename(subscription: FauxqsSubscription, arn: string): void {
    const topic = this.getTopic(subscription.topicArn);
    this.subscriptions.delete(subscription.arn);
    this.subscriptions.set(arn, subscription);
    if (topic)
      topic.subscriptionArns = topic.subscriptionArns.map((each) => (each === subscription.arn ? arn : each));
    subscription.arn = arn;
  }

  subscriptionsOf(topic: FauxqsTopic): FauxqsSubscription[] {
    return topic.subscriptionArns.flatMap((arn) => this.getSubscription(arn) ?? []);
  }

  /** What lets messages pass to a subscription now: its attributes may have been set meanwhile. */
  filterOf(subscription: FauxqsSubscription): Filter {
    const { FilterPolicy = '', FilterPolicyScope = '' } = subscription.attributes;
    if (FilterPolicy === '') return () => true;
    const source = `${FilterPolicyScope}:${FilterPolicy}`;
    const known = this.#filters.get(subscription);
    if (known?.source === source) return known.filter;
    const filter = readFilter(subscription.attributes);
    this.#filters.set(subscription, { source, filter });
    return filter;
  }
}

/**
 * Throws an SnsError when nothing can be subscribed so.
 * https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
export function checkSubscription(
  protocol: string,
  endpoint: string,
  attributes: Record<string, string>,
): void {
  checkEndpoint(protocol, endpoint);
  check(protocol, attributes);
}

function check(protocol: string, attributes: Record<string, string>): void {
  checkSubscriptionAttributes(protocol, attributes);
  if (!attributes.FilterPolicy) return;
  readFilter(attributes);
  validateFilterPolicyLimits(attributes.FilterPolicy);
}

function readFilter(attributes: Record<string, string>): Filter {
  try {
    const scope = attributes.FilterPolicyScope === 'MessageBody' ? 'MessageBody' : 'MessageAttributes';
    return parseFilterPolicy(JSON.parse(attributes.FilterPolicy ?? '{}'), scope);
  } catch (error) {
    if (!(error instanceof PatternError || error instanceof SyntaxError)) throw error;
    throw new SnsError('InvalidParameter', `Invalid parameter: FilterPolicy: ${error.message}`);
  }
}
