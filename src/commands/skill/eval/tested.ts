import {systemOf} from '../../../critics/ground.ts';
import {chatSentences} from '../../../critique/model/chat-verdict.ts';
import {textChecks} from '../../../critique/model/second-opinion.ts';
import {type ExitCode, exitCodes, UserError} from '../../../errors.ts';
import type {Reply} from '../../../llm/provider.ts';
import {printable, printableJson, printableLine} from '../../../printable.ts';
import {skillTestText} from '../../../report/skill-test-text.ts';
import {refuseLeaks} from '../../../skill/eval/refuse-leaks.ts';
import {closingRequest, gradedScenario, scenarioGaps} from '../../../skill/eval/scenario.ts';
import {scenarioKnown, testedScenario} from '../../../skill/eval/scenario-known.ts';
import {namedSkill, packagedSkill} from '../../../skill/find-skill.ts';
import {loadSkill} from '../../../skill/load.ts';
import {loadPrompts} from '../../../skill/load-prompts.ts';
import {fillPrompt} from '../../../skill/prompts.ts';
import {modelProgress} from '../../critique/model-progress.ts';
import type {Io} from '../../define-command.ts';
import {loadTopology} from '../../load-topology.ts';
import {textOptions} from '../../paint.ts';
import {usualSkill} from '../../usual-skill.ts';
import {keepFound} from './keep-found.ts';
import {answering} from './whom.ts';

/** An answer in prose with its reasons, for each call and each figure. */
const longestAnswerTokens = 16_000;

interface Typed {
  readonly skill: string | undefined;
  readonly topology: string | undefined;
  readonly critic: string | undefined;
  readonly model: string | undefined;
  readonly 'base-url': string | undefined;
  readonly 'record-gaps': boolean;
  readonly format: 'text' | 'json' | undefined;
}

/** Runs `skill test`: asks once, shows the answer as it comes, and grades it. Ends with 1 where something is wrong. */
export async function tested(io: Io, values: Typed, [named, ...others]: readonly string[]): Promise<ExitCode> {
  if (others.length > 0 || (named !== undefined && values.skill !== undefined)) {
    throw new UserError('Name the skill once: as DIR or as --skill DIR.', 'Say: eventcoach skill test DIR');
  }
  const wanted = named ?? values.skill;
  const place = wanted === undefined ? ((await usualSkill(io)) ?? packagedSkill) : namedSkill(io.cwd, wanted);
  const skill = await loadSkill(place.path, place.shown);
  const loaded = await loadTopology(io, values.topology ?? testedScenario);
  const isOurs = values.topology === undefined;
  refuseLeaks(
    [skill],
    [scenarioKnown(loaded.topology, loaded.text, isOurs)],
    isOurs ? 'Take it out, or name another system with --topology.' : 'Take it out, or name another system.',
  );
  const prompt = (await loadPrompts(io.workspace)).find(({name}) => name === 'test-my-skill');
  if (prompt === undefined) throw new Error('the prompt test-my-skill comes with eventcoach');
  const texts = skill.texts.map(({file, text}) => `# ${file}\n\n${text}`).join('\n\n');
  const filled = fillPrompt(prompt, {skill: texts, topology: loaded.text, numbers: '', gaps: ''});
  const provider = await answering(io, values, 'skill test', 'the skill and the scenario');
  const {listening, end} = modelProgress(io, provider, `the scenario, with the skill ${skill.title}`);
  const reply = await provider
    .ask(
      {
        system: 'You judge systems of services by the rules that you are given.',
        user: `Using my ${printableLine(skill.title)} skill, analyze this scenario.\n\n${filled}\n\n${closingRequest}`,
        answer: null,
        maxTokens: longestAnswerTokens,
      },
      {signal: io.signal, ...listening},
    )
    .finally(end);
  if (reply.end !== 'complete') throw unanswered(reply);
  const graded = gradedScenario(loaded.topology, reply.text);
  const system = systemOf(loaded);
  const topology = system.topologyFor(undefined, new Set());
  // What the skill itself tells of other systems, as examples, may be quoted.
  const checked = {proposal: null, names: system.names, topology, computed: texts};
  const {numbers} = textChecks(checked, chatSentences(reply.text));
  const contradicted = numbers.filter(({result}) => result === 'contradicted');
  const {text: answer, model, usage, cost} = reply;
  if (values.format === 'json') {
    const about = {name: skill.title, version: skill.version, path: skill.path};
    const report = {
      schema: 'eventcoach/skill-test@1',
      skill: about,
      critic: provider.name,
      model,
      ...graded,
      contradicted,
      answer,
      usage,
      cost,
    };
    io.stdout.write(`${printableJson(report)}\n`);
  } else {
    // On a terminal it was to be seen while it came.
    if (io.stderr.isTTY !== true) io.stdout.write(`${printable(answer.trim())}\n\n`);
    io.stdout.write(skillTestText(graded, contradicted, textOptions(io)));
  }
  await keepFound(io, scenarioGaps(graded, loaded.topology.name), {record: values['record-gaps']});
  return graded.passed ? exitCodes.ok : exitCodes.findings;
}

function unanswered({end}: Reply): UserError {
  return end === 'refused'
    ? new UserError('The model declined to answer; nothing was graded.', 'Name another model with --model.')
    : new UserError(
        'The answer grew too long and was cut off; nothing was graded.',
        'Name another model with --model.',
      );
}
