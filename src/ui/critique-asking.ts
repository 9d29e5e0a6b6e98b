import {useEffect, useReducer, useRef} from 'react';
import {Interrupted} from '../errors.ts';
import {streamedAnswer} from '../report/streamed-answer.ts';
import {useApp} from './app-context.ts';
import type {OpenProposal} from './critic.ts';
import type {AskingScreen} from './critique-ask.ts';
import {type Asking, type AskingEvent, asking, notAsking} from './critique-asking-state.ts';
import {inAppWords} from './critique-trouble.ts';
import type {Field} from './field.ts';
import {type Message, messageOf} from './message.ts';
import {paced} from './paced.ts';
import type {SavedOpinion} from './saved-opinion.ts';
import type {Talk} from './talk.ts';

/** Text that streams is drawn after this many milliseconds at the earliest: some sixteen times a second. */
const redrawMs = 60;

/** What a screen does with a critic: whom it asks, and what it does with what comes of it. */
interface AskingHooks {
  readonly onOpinion: (opinion: SavedOpinion, says: string) => void;
  readonly say: (message: Message) => void;
}

/** A critic beside a screen: where asking stands, and what keys do to it. */
export interface AskedCritic {
  readonly asking: Asking;
  readonly begin: (whom: 'model' | 'chat', open: OpenProposal, talk: Talk) => void;
  /** Ends the request and nothing else; undefined where none runs. */
  readonly cancel: (() => void) | undefined;
  /** Yes or no to what is asked before anything is sent. */
  readonly consent: (yes: boolean) => void;
  readonly change: (field: Field) => void;
  /** Hands the pasted answer in. */
  readonly submit: (text: string) => void;
}

/** What waits for the user: each takes the answer. */
interface Waiting {
  consent?: (yes: boolean) => void;
  paste?: (text: string) => void;
}

/** Asks critics one at a time. A request ends when its screen goes. */
export function useAsking({onOpinion, say}: AskingHooks): AskedCritic {
  const {services, requests, screenReader, crash} = useApp();
  const [state, dispatch] = useReducer(asking, notAsking);
  const running = useRef<(() => void) | undefined>(undefined);
  const {current: waiting} = useRef<Waiting>({});
  useEffect(() => () => running.current?.(), []);

  const begin: AskedCritic['begin'] = (whom, open, talk) => {
    if (running.current) return;
    const abort = new AbortController();
    const end = () => {
      abort.abort();
      over();
      say({kind: 'note', text: 'Ended. The local verdict stands, and nothing of yours was changed.'});
    };
    const {screen, stop} = askingScreen(abort.signal, dispatch, waiting, screenReader);
    const over = () => {
      stop();
      requests.delete(end);
      running.current = undefined;
      dispatch({kind: 'end'});
    };
    running.current = end;
    requests.add(end);
    dispatch({kind: 'begin'});
    services
      .askCritic(whom, {open, talk}, screen)
      .then((answered) => {
        if (abort.signal.aborted) return;
        over();
        if (answered.kind === 'opinion') onOpinion(answered.opinion, saidBy(answered.opinion));
        else if (answered.kind === 'declined')
          say({kind: 'note', text: 'Nothing was sent. c gives you the prompt for a chat window instead.'});
        else
          say({kind: 'error', text: `${answered.why} The local verdict stands; what it said is kept. m asks again.`});
      })
      .catch((error: unknown) => {
        // Whatever a request says after it was ended on purpose is about that.
        if (abort.signal.aborted) return;
        over();
        const known = messageOf(error);
        if (known) say({...known, text: `${inAppWords(known.text)} The local verdict stands.`});
        else crash(error);
      });
  };
  return {
    asking: state,
    begin,
    cancel: state.kind === 'nothing' ? undefined : () => running.current?.(),
    consent: (yes) => {
      dispatch({kind: 'begin'});
      waiting.consent?.(yes);
    },
    change: (field) => dispatch({kind: 'type', field}),
    submit: (text) => {
      dispatch({kind: 'begin'});
      waiting.paste?.(text);
    },
  };
}

function saidBy({critic, spent}: SavedOpinion): string {
  return `${critic === 'clipboard' ? 'The chat' : critic} has answered; its opinion is kept.${spent === null ? '' : ` ${spent}`}`;
}

/** A screen that listens for a critic: text is collected and shown at a pace that a terminal can draw. */
function askingScreen(
  signal: AbortSignal,
  dispatch: (event: AskingEvent) => void,
  waiting: Waiting,
  isQuiet: boolean,
): {readonly screen: AskingScreen; readonly stop: () => void} {
  const tell = (event: AskingEvent) => {
    if (!signal.aborted) dispatch(event);
  };
  let streamed = streamedAnswer();
  const text = paced(redrawMs, (more) => tell({kind: 'text', text: more}));
  /** Resolves with what the user answers to `event`. */
  const answerTo = <T>(event: AskingEvent, wait: (take: (answer: T) => void) => unknown) =>
    new Promise<T>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Interrupted()), {once: true});
      wait(resolve);
      tell(event);
    });
  return {
    stop: text.stop,
    screen: {
      signal,
      onAsked: (critic, model) => tell({kind: 'asked', critic, model}),
      // A screen reader would read the whole text anew for each word.
      onText: (piece) => {
        if (!isQuiet) text.add(streamed(piece));
      },
      onRestart: () => {
        streamed = streamedAnswer();
        text.stop();
        tell({kind: 'restart'});
      },
      onNotice: (notice) => tell({kind: 'notice', text: notice}),
      agrees: (question) =>
        answerTo<boolean>({kind: 'consent', question}, (take) => Object.assign(waiting, {consent: take})),
      paste: (handed) => answerTo<string>({kind: 'hand-out', handed}, (take) => Object.assign(waiting, {paste: take})),
    },
  };
}
