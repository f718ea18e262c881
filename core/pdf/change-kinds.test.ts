import { describe, expect, it } from 'vitest';
import en from '../../assets/locales/parts/signature-change.en.json';
import vi from '../../assets/locales/parts/signature-change.vi.json';
import { changeKinds, permissionOf } from './change-kinds';

describe('what can come after a signature', () => {
  it('has a sentence in Vietnamese and English for every kind', () => {
    expect(changeKinds.filter((kind) => !(kind in vi.change) || !(kind in en.change))).toEqual([]);
  });

  it('is never more permitted under a certification than without one, but for annotations where they are allowed', () => {
    const rank = { no: 0, unknown: 1, yes: 2 } as const;
    const wider = changeKinds.filter((kind) => ([1, 2, 3] as const).some((law) => rank[permissionOf(kind, law, false)] > rank[permissionOf(kind, 'free', false)]));
    expect(wider).toEqual(['annotationAdded', 'annotationChanged', 'annotationRemoved']);
  });
});
