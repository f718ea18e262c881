import { describe, expect, it } from 'vitest';
import type { IsoTime, LetterId } from '../../../core/model/ids';
import { OcrQueue } from './ocr-queue';
import { OcrWishes } from './ocr-wishes';

const id = (number: number): LetterId => number.toString(16).padStart(32, '0') as LetterId;
const at = '2026-11-20T01:00:00.000Z' as IsoTime;

describe('the queue of scans', () => {
  it('looks at no other letter when one is offered', () => {
    let looks = 0;
    class CountedWishes extends OcrWishes {
      override isWanted(letter: LetterId): boolean {
        looks += 1;
        return super.isWanted(letter);
      }
    }
    const queue = new OcrQueue(new CountedWishes());
    for (let number = 0; number < 2000; number += 1) {
      queue.offer(id(number), at, 'auto');
      expect(queue.size).toBe(number + 1);
    }
    expect(looks).toBeLessThan(10_000);
  });

  it('counts letters that may be read, as they are wanted, stopped and moved', () => {
    const queue = new OcrQueue(new OcrWishes());
    queue.offer(id(1), at, 'auto');
    queue.offer(id(2), at, 'asked');
    queue.offer(id(3), at, 'never');
    expect(queue.size).toBe(1);
    queue.want(id(2), true);
    queue.want(id(3), true);
    expect([queue.size, queue.isDue(id(3))]).toEqual([2, false]);
    queue.want(id(1), false);
    queue.offer(id(2), at, 'never');
    expect([queue.size, queue.next()]).toEqual([0, null]);
    queue.offer(id(1), at, 'auto');
    expect(queue.size).toBe(0);
  });

  it('goes on with what was asked for before, when what was asked for last is gone', () => {
    const queue = new OcrQueue(new OcrWishes());
    queue.offer(id(1), at, 'auto');
    queue.offer(id(2), '2026-11-21T01:00:00.000Z' as IsoTime, 'auto');
    queue.offer(id(3), at, 'auto');
    queue.want(id(1), true);
    queue.want(id(3), true);
    queue.remove(id(3));
    expect(queue.next()).toBe(id(1));
  });
});
