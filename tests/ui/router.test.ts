import {describe, expect, it} from 'vitest';
import {router, startAt, visible} from '../../src/ui/router.ts';

describe('the router', () => {
  it('goes back to what was open before, from anywhere to home in the end, and never out of the app', () => {
    let state = router(startAt({screen: 'home'}), {kind: 'open', route: {screen: 'exercises'}});
    state = router(state, {kind: 'open', route: {screen: 'exercise', id: '01-x'}});
    expect(visible(state)).toEqual({screen: 'exercise', id: '01-x'});
    state = router(state, {kind: 'back'});
    expect(visible(state)).toEqual({screen: 'exercises'});
    state = router(router(state, {kind: 'back'}), {kind: 'back'});
    expect(visible(state)).toEqual({screen: 'home'});
  });

  it('has home below the screen that a command opened', () => {
    const state = startAt({screen: 'exercise', id: '01-x'});
    expect(visible(router(state, {kind: 'back'}))).toEqual({screen: 'home'});
  });

  it('closes the help before it goes back', () => {
    const help = router(startAt({screen: 'gaps'}), {kind: 'toggle-help'});
    const closed = router(help, {kind: 'back'});
    expect(closed.help).toBe(false);
    expect(visible(closed)).toEqual({screen: 'gaps'});
  });

  it('has every screen open once', () => {
    let state = startAt({screen: 'exercise', id: '01-x'});
    state = router(state, {kind: 'open', route: {screen: 'gaps'}});
    state = router(state, {kind: 'open', route: {screen: 'exercise', id: '02-y'}});
    expect(state.stack.map(({screen}) => screen)).toEqual(['home', 'gaps', 'exercise']);
    expect(router(state, {kind: 'open', route: {screen: 'home'}}).stack).toEqual([{screen: 'home'}]);
  });
});
