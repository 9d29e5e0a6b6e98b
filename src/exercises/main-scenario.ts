/** The name of the topology file that every exercise has. */
export const mainScenario = 'scenario.topology.yaml';
