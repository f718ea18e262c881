/** A sentence chosen but not yet spoken: the key of its text and the values that go into it. */
export interface Words {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export function words(key: string, values: Words['values'] = {}): Words {
  return { key, values };
}
