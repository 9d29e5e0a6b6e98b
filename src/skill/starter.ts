import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';

/** Is `name` one that the Agent Skills format allows? A UserError says what is wrong with it. */
export function assertSkillName(name: string): void {
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) && name.length <= 64) return;
  throw new UserError(
    `"${printableLine(name)}" cannot be the name of a skill.`,
    'Use a-z, 0-9 and single hyphens, at most 64 characters: kafka-events.',
  );
}

/** The SKILL.md of somebody who has had one lesson: short, right as far as it goes, and with gaps that are real. */
export function starterSkill(name: string): string {
  return `---
name: ${name}
description: Decide whether a call between two services should become an event on Kafka. Use when reviewing service interactions or designing events.
metadata:
  version: "0.1.0"
---

# Calls and events

When a service calls another one and waits, both have to be up at the same moment. If the called service is being deployed, the call fails, and so does whatever the user was doing.

An event turns this around. The service writes down what happened, for example \`TaskCreated\`, and goes on with its work. Others read it from the log when they are up.

An event is a fact: it has happened, and nobody can refuse it. A command such as \`SendNotification\` asks one receiver to do something, and it may be rejected.

## How to review a call

1. List the calls of the service, and for each what the other side does.
2. Look for calls whose only purpose is to tell somebody about something.
3. Propose an event for each of these. Name it in the past tense.
`;
}
