import type { Clock } from '../../core/base/clock';

/** Goes as the system's clock does, and jumps when told to. */
export class SimulatedClock implements Clock {
  private offset = 0;

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  /** @param millis also backwards */
  jump(millis: number): void {
    this.offset += millis;
  }
}
