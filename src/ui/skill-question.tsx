import {Box} from 'ink';
import {type ReactNode, useReducer} from 'react';
import {useApp} from './app-context.ts';
import {textOf} from './field.ts';
import {wrapped} from './line.ts';
import {isMove} from './list-cursor.ts';
import {Frame} from './parts/frame.tsx';
import {rowsOf} from './parts/lines.tsx';
import {List} from './parts/list.tsx';
import {Say} from './parts/say.tsx';
import {TextField} from './parts/text-field.tsx';
import {question, questionBefore, skillAnswers} from './skill-question-state.ts';
import type {SkillAnswer} from './skill-source.ts';
import {useBackground} from './use-background.ts';
import {useKeys} from './use-keys.ts';

interface SkillQuestionProps {
  /** What is in the way of knowing it. */
  readonly why: string | undefined;
  /** Goes on once the answer is kept. */
  readonly answered: () => void;
  /** Where Esc leads, if not to the screen before. */
  readonly leave: (() => void) | undefined;
}

/** Asks whether the user has a skill of their own; the answer is kept, so this is asked once. */
export function SkillQuestion({why, answered, leave}: SkillQuestionProps): ReactNode {
  const {services, hold} = useApp();
  const [state, dispatch] = useReducer(question, questionBefore);
  const run = useBackground((message) => dispatch({kind: 'say', message}));
  const {cursor, naming, isBusy} = state;
  const marked = skillAnswers[cursor]!;

  const keep = (answer: SkillAnswer) => {
    dispatch({kind: 'keeping'});
    hold(
      run(async () => {
        await services.skill.choose(answer);
        answered();
      }),
    );
  };
  const take = (index: number) => {
    const answer = skillAnswers[index];
    if (!answer || isBusy) return;
    dispatch({kind: 'mark', index});
    if (answer.kind === 'named') dispatch({kind: 'name'});
    else keep({kind: answer.kind});
  };
  const submit = () => {
    const folder = naming ? textOf(naming).trim() : '';
    if (folder === '') dispatch({kind: 'leave'});
    else keep({kind: 'named', folder});
  };
  useKeys('which-skill', {
    back: leave,
    act: (action, press) => {
      if (isMove(action)) dispatch({kind: 'move', move: action});
      else take(action === 'number' ? Number(press.name) - 1 : cursor);
    },
  });

  return (
    <Frame
      title="Skill"
      place={naming ? 'field' : 'which-skill'}
      command={marked.command}
      message={isBusy ? {kind: 'note', text: 'Reading it ...'} : state.message}
    >
      {({columns}) => (
        <Box flexDirection="column">
          {rowsOf([
            ...wrapped('Do you have a kafka-events skill of your own?', columns, 'title'),
            ...(why === undefined ? [] : wrapped(why, columns, 'warning')),
          ])}
          <List
            items={skillAnswers.map(({kind, text}) => ({id: kind, text}))}
            cursor={cursor}
            height={skillAnswers.length}
            numbered
          />
          <Say> </Say>
          {rowsOf(wrapped(marked.about, columns, 'quiet'))}
          {naming ? (
            <TextField
              label="Folder of your skill"
              field={naming}
              columns={columns}
              example="skills/kafka-events"
              change={(field) => dispatch({kind: 'type', field})}
              submit={submit}
              leave={() => dispatch({kind: 'leave'})}
            />
          ) : null}
        </Box>
      )}
    </Frame>
  );
}
