import {Box} from 'ink';
import type {Dispatch, ReactNode} from 'react';
import {roughPercent} from '../figures.ts';
import {useApp} from './app-context.ts';
import {shortened} from './line.ts';
import {isMove} from './list-cursor.ts';
import type {Message} from './message.ts';
import {Frame} from './parts/frame.tsx';
import {rowsOf} from './parts/lines.tsx';
import {Say} from './parts/say.tsx';
import {endOfSearch, placeOf, SearchedList} from './parts/searched-list.tsx';
import {quoted} from './shell-word.ts';
import {aboutCriterion, criterionItem} from './skill-lines.ts';
import {type SkillEvent, type SkillState, searchedOf} from './skill-state.ts';
import {useBackground} from './use-background.ts';
import {useKeys} from './use-keys.ts';

interface SkillCriteriaProps {
  readonly state: SkillState;
  readonly message: Message | undefined;
  readonly say: (message: Message | undefined) => void;
  readonly dispatch: Dispatch<SkillEvent>;
}

/** What the skill teaches, criterion by criterion: the passage that shows it, or that there is none. */
export function SkillCriteria({state, message, say, dispatch}: SkillCriteriaProps): ReactNode {
  const {services, open} = useApp();
  const run = useBackground(say);
  const {check, criteria, cursor} = state;
  const criterion = criteria[cursor];

  const recordGap = () =>
    run(async () => {
      if (!check || !criterion || criterion.met) return;
      const evidence = [{source: 'check', text: `No passage of ${check.skill.name} shows it.`}];
      await services.recordGap({
        criterion: criterion.id,
        text: `Missing: ${criterion.title}`,
        evidence,
        source: 'check',
      });
      say({kind: 'done', text: `Recorded as a gap: ${criterion.title}.`});
    });
  const steps = {
    open: () => dispatch({kind: 'open'}),
    draft: () => open({screen: 'draft', at: criterion && !criterion.met ? criterion.id : undefined}),
    gaps: () => open({screen: 'gaps'}),
    history: () => open({screen: 'history'}),
    record: recordGap,
    other: () => dispatch({kind: 'ask'}),
    search: () => dispatch({kind: 'search'}),
  } as const;
  const hidden = [
    ...(criterion && !criterion.met ? [] : (['record'] as const)),
    ...(criterion ? [] : (['open'] as const)),
    ...(check ? [] : (['search', 'draft', 'history'] as const)),
  ];
  useKeys('skill', {
    hidden,
    back: endOfSearch(state, dispatch),
    act: (action) => {
      say(undefined);
      if (isMove(action)) dispatch({kind: 'move', move: action});
      else steps[action]();
    },
  });
  const met = criteria.filter((one) => one.met).length;
  const share = check?.coverage == null ? '' : ` (${roughPercent(check.coverage)})`;
  return (
    <Frame
      title={check ? `Skill ${check.skill.name}` : 'Skill'}
      aside={check ? `${met} of ${criteria.length} met${share}` : ''}
      place={placeOf('skill', state)}
      hidden={hidden}
      command={`eventcoach skill check${check ? ` ${quoted(check.skill.path)}` : ''}`}
      message={message}
    >
      {({columns, rows}) => {
        if (!check) return <Say tone="quiet">{message ? 'There is no skill to show.' : 'Reading the skill ...'}</Say>;
        const about = shortened(aboutCriterion(state, columns), Math.max(3, Math.floor(rows / 2)), columns);
        return (
          <Box flexDirection="column">
            <SearchedList
              state={state}
              items={criteria.map(criterionItem)}
              texts={searchedOf(state)}
              columns={columns}
              height={rows - about.length - 1}
              dispatch={dispatch}
            />
            <Say> </Say>
            {rowsOf(about)}
          </Box>
        );
      }}
    </Frame>
  );
}
