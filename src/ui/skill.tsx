import {Box} from 'ink';
import {type ReactNode, useReducer, useState} from 'react';
import {useApp} from './app-context.ts';
import {type Line, shortened, wrapped} from './line.ts';
import {isMove} from './list-cursor.ts';
import type {Message} from './message.ts';
import {Frame} from './parts/frame.tsx';
import {rowsOf} from './parts/lines.tsx';
import {Say} from './parts/say.tsx';
import {endOfSearch, placeOf, SearchedList} from './parts/searched-list.tsx';
import {quoted} from './shell-word.ts';
import {type SkillState, searchedOf, skill, skillBefore} from './skill-state.ts';
import {useBackground} from './use-background.ts';
import {useKeys} from './use-keys.ts';
import {useOnShow} from './use-on-show.ts';

/** What the skill teaches, criterion by criterion: the passage that shows it, or that there is none. */
export function Skill(): ReactNode {
  const {services} = useApp();
  const [state, dispatch] = useReducer(skill, skillBefore);
  const [message, say] = useState<Message | undefined>(undefined);
  const run = useBackground(say);
  const {check, criteria, cursor} = state;
  const criterion = criteria[cursor];

  useOnShow(() => run(async () => dispatch({kind: 'checked', check: await services.checkSkill()})));

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
  const hidden = [...(criterion && !criterion.met ? [] : (['gap'] as const)), ...(check ? [] : (['search'] as const))];
  useKeys('skill', {
    hidden,
    back: endOfSearch(state, dispatch),
    act: (action) => {
      say(undefined);
      if (isMove(action)) dispatch({kind: 'move', move: action});
      else if (action === 'search') dispatch({kind: action});
      else recordGap();
    },
  });

  const met = criteria.filter((one) => one.met).length;
  return (
    <Frame
      title={check ? `Skill ${check.skill.name}` : 'Skill'}
      aside={check ? `${met} of ${criteria.length} met` : ''}
      place={placeOf('skill', state)}
      hidden={hidden}
      command={`eventcoach skill check${check ? ` ${quoted(check.skill.path)}` : ''}`}
      message={message}
    >
      {({columns, rows}) => {
        if (!check) return <Say tone="quiet">{message ? 'There is no skill to show.' : 'Reading the skill ...'}</Say>;
        const about = shortened(aboutLines(state, columns), Math.max(3, Math.floor(rows / 2)), columns);
        return (
          <Box flexDirection="column">
            <SearchedList
              state={state}
              items={criteria.map(({id, title, met: isMet}) => ({
                id,
                mark: isMet ? '[met]    ' : '[missing]',
                text: title,
              }))}
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

function aboutLines({check, criteria, cursor}: SkillState, width: number): readonly Line[] {
  const criterion = criteria[cursor];
  if (!criterion) return [];
  const shown = criterion.evidence.flatMap(({file, line, quote}) =>
    wrapped(`${file}:${line} ${quote.replace(/\s+/g, ' ')}`, width, 'body', '- '),
  );
  const problems = check!.problems.length;
  return [
    ...wrapped(criterion.title, width, 'title'),
    ...(criterion.met ? shown : wrapped('No passage shows it. g records it as a gap.', width, 'warning')),
    ...(problems > 0
      ? wrapped(
          `${problems} ${problems === 1 ? 'problem' : 'problems'} in the files: the command below lists them.`,
          width,
          'warning',
        )
      : []),
  ];
}
