import {describe, expect, it} from 'vitest';
import {fixture, judged} from './fixture.ts';
import {oneEvent} from './one-event.ts';

const sound = {nodes: 3, replicationFactor: 3, minInsyncReplicas: 2, zones: 3};
const of = (kafka: object, via: string | undefined = 'kafka') =>
  judged('fragile-broker', {...oneEvent({via}), brokers: {kafka}});

describe('fragile-broker', () => {
  it('finds what its fixture does wrong, and nothing else there', () => {
    const {findings, line} = fixture('fragile-broker');
    expect(findings).toMatchObject([{rule: 'fragile-broker', severity: 'warning', subject: {broker: 'kafka'}, line}]);
    expect(findings[0]!.message).toContain('kafka has two nodes');
    expect(findings[0]!.message).toContain('minInsyncReplicas 2 of 2 copies: no node may be down');
  });

  it('passes three nodes in three zones with two of three copies in sync', () => {
    expect(of(sound)).toEqual({findings: [], blindSpots: []});
  });

  it.each([
    [{nodes: 1, replicationFactor: 1, minInsyncReplicas: 1}, 'error', 'one node'],
    [{replicationFactor: 1, minInsyncReplicas: 1}, 'error', 'one copy of each event'],
    [{replicationFactor: 2, minInsyncReplicas: 1}, 'warning', 'two copies'],
    [{minInsyncReplicas: 1}, 'warning', 'minInsyncReplicas 1'],
    [{minInsyncReplicas: 3}, 'warning', 'minInsyncReplicas 3 of 3 copies'],
    [{zones: 1}, 'info', 'one zone'],
  ])('finds %o: %s', (weak, severity, words) => {
    expect(of({...sound, ...weak}).findings).toMatchObject([
      {severity, subject: {broker: 'kafka'}, message: expect.stringContaining(words)},
    ]);
  });

  it('says the cause once, not what follows from it', () => {
    const {findings} = of({nodes: 1, replicationFactor: 1, minInsyncReplicas: 1, zones: 1});
    expect(findings[0]!.message.split(';')).toHaveLength(1);
  });

  it('is blind for what a broker in use does not state, but for nodes where there are three copies', () => {
    const fields = (broker: object, via?: string) => of(broker, via).blindSpots.map(({field}) => field);
    expect(fields({})).toEqual(['replicationFactor', 'minInsyncReplicas', 'zones']);
    expect(fields({replicationFactor: 3, minInsyncReplicas: 2, zones: 3})).toEqual([]);
    expect(fields({nodes: 1})).toEqual([]);
    expect(judged('fragile-broker', {services: {a: {}}, brokers: {kafka: {}}})).toEqual({findings: [], blindSpots: []});
  });
});
