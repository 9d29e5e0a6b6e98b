import {type ReactNode, useEffect, useReducer, useRef} from 'react';
import type {Answer} from '../critique/interview/interview.ts';
import {printableLine} from '../printable.ts';
import {fitted} from '../report/page.ts';
import {useApp} from './app-context.ts';
import type {OpenProposal} from './critic.ts';
import {useAsking} from './critique-asking.ts';
import type {Asking} from './critique-asking-state.ts';
import {CritiqueBody} from './critique-body.tsx';
import {critiqueCommand} from './critique-command.ts';
import {nextGap} from './critique-gaps.ts';
import {hiddenActions} from './critique-keys.ts';
import {critique, critiqueBefore} from './critique-state.ts';
import {textOf} from './field.ts';
import {isMove} from './list-cursor.ts';
import {Frame} from './parts/frame.tsx';
import type {Talk} from './talk.ts';
import {useBackground} from './use-background.ts';
import {useKeys} from './use-keys.ts';

interface CritiqueTalkProps {
  readonly load: () => Promise<OpenProposal>;
  /** Where Esc leads, if not to the screen before. */
  readonly leave?: () => void;
}

/** Columns that the screen's own title needs. */
const titleRoom = 26;

/** One proposal: its verdict, and one question at a time that could change it. Each answer is kept before the next question. */
export function CritiqueTalk({load, leave}: CritiqueTalkProps): ReactNode {
  const {services} = useApp();
  const [state, dispatch] = useReducer(critique, critiqueBefore);
  const run = useBackground((message) => dispatch({kind: 'say', message}));
  const {open, talk, isTyping, isKeeping} = state;
  const question = talk?.question;
  const asked = useAsking({
    onOpinion: (opinion, says) => dispatch({kind: 'opinion', opinion, says}),
    say: (message) => dispatch({kind: 'say', message}),
  });
  const {asking, cancel} = asked;
  const hidden = hiddenActions(state, asking.kind);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a proposal is read when its screen opens.
  useEffect(() => {
    run(async () => {
      const opened = await load();
      dispatch({kind: 'opened', open: opened});
      dispatch({kind: 'file-says', needed: await opened.fileSays()});
    });
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: worked out for each place of the talk, once that is drawn.
  useEffect(() => {
    if (!open || !talk) return;
    const timer = setTimeout(() =>
      run(async () => dispatch({kind: 'figures', talk, figures: await open.figures(talk)})),
    );
    return () => clearTimeout(timer);
  }, [open, talk]);

  const keep = (next: Talk, kept: 'answer' | 'taken-back') => {
    if (!open || isKeeping) return;
    dispatch({kind: 'keeping'});
    run(async () => {
      await services.keepAnswers(open, next);
      dispatch({kind: 'went', talk: next, kept});
    });
  };
  const answer = (given: Answer) => talk && keep(talk.answer(given), 'answer');
  const bring = useRef<(choice: number) => boolean>(undefined);
  /** Nothing answers a question that is out of view: it is brought there first. */
  const brought = (choice: number) => bring.current?.(choice) === true;
  const take = (number: number) => {
    const choice = question?.shape.kind === 'choice' ? question.shape.choices[number - 1] : undefined;
    if (!choice) return;
    const isHidden = brought(number - 1);
    dispatch({kind: 'number', number});
    if (!isHidden) answer(choice.value);
  };
  const submit = () => {
    if (!talk || isKeeping || brought(state.cursor)) return;
    const read = talk.read(textOf(state.field));
    if ('answer' in read) answer(read.answer);
    else dispatch({kind: 'say', message: {kind: 'note', text: read.problem}});
  };
  const accept = () => {
    if (!state.isAccepting) return dispatch({kind: 'ask-accept'});
    run(async () => {
      if (open && talk) dispatch({kind: 'accepted', says: await services.acceptCritique(open, talk)});
    });
  };
  const recordGap = () => {
    const {gap, says} = nextGap(state);
    if (!gap) return dispatch({kind: 'say', message: {kind: 'note', text: says}});
    run(async () => {
      await services.recordGap(gap);
      dispatch({kind: 'recorded', text: gap.text, says});
    });
  };
  const steps = {
    yes: () => asked.consent(true),
    no: () => asked.consent(false),
    model: () => open && talk && asked.begin('model', open, talk),
    chat: () => open && talk && asked.begin('chat', open, talk),
    answer: () => {
      if (brought(state.cursor)) return;
      if (question?.shape.kind === 'choice') answer(question.shape.choices[state.cursor]!.value);
      else dispatch({kind: 'write'});
    },
    skip: () => talk && dispatch({kind: 'went', talk: talk.skip(), kept: undefined}),
    previous: () => talk?.back && keep(talk.back(), 'taken-back'),
    further: () => talk && dispatch({kind: 'went', talk: talk.goOn(), kept: undefined}),
    accept,
    gap: recordGap,
  } as const;
  useKeys('critique', {
    hidden,
    back: cancel ?? leave,
    act: (action, press) => {
      if (isKeeping) return;
      if (isMove(action)) dispatch({kind: 'move', move: action});
      else if (action === 'number') take(Number(press.name));
      else steps[action]();
    },
  });

  const {columns: width} = useApp();
  const title = talk ? `${talk.proposal.caller} -> ${talk.proposal.callee}` : '';
  return (
    <Frame
      title="Critique"
      aside={fitted(printableLine(title), width - titleRoom)}
      place={asking.kind === 'pasting' ? 'paste' : isTyping ? 'field' : 'critique'}
      hidden={hidden}
      command={critiqueCommand(open, criticName(asking))}
      message={state.message}
    >
      {(room) => (
        <CritiqueBody
          room={room}
          state={state}
          asked={asked}
          change={(field) => dispatch({kind: 'type', field})}
          submit={submit}
          stopTyping={() => dispatch({kind: 'stop-typing'})}
          bring={bring}
        />
      )}
    </Frame>
  );
}

/** The critic that is asked at the moment, as a command takes it. */
function criticName(asking: Asking): string | undefined {
  if (asking.kind === 'pasting') return 'clipboard';
  return asking.kind === 'listening' ? asking.critic : undefined;
}
