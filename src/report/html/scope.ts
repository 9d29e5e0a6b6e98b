import {costliestServices, partOf} from './costliest.ts';
import {mostDrawn} from './limits.ts';
import type {Picture} from './picture.ts';
import type {Side} from './side.ts';
import {teamPicture} from './team-picture.ts';
import {topologyPicture} from './topology-picture.ts';

/**
 * A picture of every side, all of them of the same scope: everything where that can be read, else one box for each team,
 * else what the costliest calls of the first side connect.
 */
export function pictures(sides: readonly [Side, ...Side[]]): readonly Picture[] {
  const terse = sides.some(({topology: {services, events}}) => services.size + events.size > mostDrawn.worded);
  const whole = sides.map((side) => topologyPicture(side, terse));
  if (whole.every(isReadable)) return whole;
  if (sides.every(hasTeams)) {
    const teams = sides.map(teamPicture);
    if (teams.every(isReadable)) return teams;
  }
  const services = costliestServices(sides[0].analysis);
  return whole.map((picture) => partOf(picture, services));
}

const isReadable = ({nodes, edges}: Picture) => nodes.length <= mostDrawn.nodes && edges.length <= mostDrawn.edges;

/** Do teams say where most services belong, and are there few enough of them? */
function hasTeams({topology: {services}}: Side): boolean {
  const teams = new Set<string>();
  let without = 0;
  for (const {team} of services.values()) {
    if (team === undefined) without++;
    else teams.add(team);
  }
  return teams.size > 1 && teams.size <= mostDrawn.teams && without * 2 < services.size;
}
