import {describe, expect, it} from 'vitest';
import {packagedSkill} from '../../src/skill/find-skill.ts';
import {loadSkill} from '../../src/skill/load.ts';

const skill = await loadSkill(packagedSkill.path);
const text = (file: string) => skill.texts.find((one) => one.file === file)!.text;
const whole = skill.texts.map((one) => one.text).join('\n');

describe('what the shipped skill says about share groups', () => {
  it('names everything that a dead letter topic of theirs takes (KIP-1191)', () => {
    const failures = text('references/failures.md');
    for (const needed of [
      'since Kafka 4.4',
      '`share.version` of the cluster is raised to 2',
      'begins with `dlq.`',
      '`errors.deadletterqueue.topic.name.prefix`',
      '`errors.deadletterqueue.group.enable=true`',
      '`errors.deadletterqueue.topic.name` of the group',
    ]) {
      expect(failures).toContain(needed);
    }
  });

  it('proposes no dead letter topic whose name a share group would refuse', () => {
    const names = [...whole.matchAll(/^Dead letters: (\S+),/gm)].map(([, name]) => name!);
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !name.startsWith('dlq.'))).toEqual([]);
  });

  it('names both limits of deliveries, that of the brokers and the one that a group has since 4.3 (KIP-1240)', () => {
    const facts = text('references/kafka-4.md');
    expect(facts).toMatch(
      /`group\.share\.delivery\.count\.limit` of the brokers; since 4\.3 .* `share\.delivery\.count\.limit`/,
    );
    expect(facts).toContain('KIP-1240');
  });

  it("has the loss of order from Kafka's own documentation", () => {
    expect(text('references/kafka-4.md')).toMatch(
      /for the order \[KafkaShareConsumer\]\(https:\/\/kafka\.apache\.org\//,
    );
  });
});

describe('a claim of the shipped skill', () => {
  it('that keys are hashed in different ways has its source', () => {
    const [, after] = text('references/keys-and-ordering.md').split('murmur2_random');
    expect(after!.slice(0, 400)).toMatch(
      /Source: \[librdkafka[^\]]*\]\(https:\/\/github\.com\/confluentinc\/librdkafka/,
    );
  });

  it('that load makes delays is arithmetic, and comes out right', () => {
    const [, half, most, nearly] =
      /outage times rate \/ \(capacity − rate\).* as long as the outage was, at (\d+) % (\w+) times as long, at (\d+) % /.exec(
        text('references/consumers.md'),
      )!;
    const times = (percent: string) => Number(percent) / (100 - Number(percent));
    expect([times(half!), most, times(nearly!)]).toEqual([4, 'four', 19]);
    expect(text('references/consumers.md')).toContain('at 95 % nineteen times');
  });

  it('about the accept path comes after what that is', () => {
    const main = text('SKILL.md');
    expect(main.slice(main.indexOf('accept path'))).toMatch(
      /^accept path, which is all that a request needs for its answer/,
    );
  });
});
