/** What waits in the worker for its next step, named by a number. What was taken is gone: a value fits once. */
export class Held<Thing> {
  private readonly things = new Map<number, Thing>();
  private next = 1;

  hold(thing: Thing): number {
    const handle = this.next++;
    this.things.set(handle, thing);
    return handle;
  }

  /** @throws where the handle is not known: a bug of the caller */
  take(handle: number): Thing {
    const thing = this.see(handle);
    this.things.delete(handle);
    return thing;
  }

  /** Leaves it where it is. @throws as `take` */
  see(handle: number): Thing {
    const thing = this.things.get(handle);
    if (thing === undefined) throw new Error('this is not held any more');
    return thing;
  }

  forget(handle: number): void {
    this.things.delete(handle);
  }
}
