import { expect, it } from 'vitest';
import { nextPane } from './pane-keys';

it('F6 goes round all panes in both directions, from wherever the focus is', () => {
  expect([-1, 0, 1, 2].map((at) => nextPane(at, false))).toEqual([0, 1, 2, 0]);
  expect([-1, 0, 1, 2].map((at) => nextPane(at, true))).toEqual([2, 2, 0, 1]);
});
