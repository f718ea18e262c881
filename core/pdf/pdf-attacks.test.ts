import { describe, expect, it } from 'vitest';
import { certificationAttacks, documentAttacks, formAttacks, incrementalSavings, shadowAttacks, signatureForgeries, signatureWrappings } from './fixtures/attack-pdf';
import type { PdfAttack } from './fixtures/attack-pdf';
import { anySignature, judgeLater } from './fixtures/judge-later';
import type { ChangeKind } from './change-kinds';

type Attacks = Readonly<Record<string, PdfAttack>>;

/** what stands against the signature: faults of its range, and changes that it does not permit */
function against(attack: PdfAttack): readonly string[] {
  const { changes, said } = judgeLater(attack(anySignature));
  return [...changes.filter(({ permitted }) => permitted !== 'yes').map(({ what }) => what), ...said.slice(0, said.length - changes.length)];
}

function expectNamed<Names extends Attacks>(attacks: Names, expected: Readonly<Record<string, ChangeKind | 'noSignature' | 'contentsMissing' | 'gapNotContents'>>): void {
  it('are all among the expected', () => {
    expect(Object.keys(expected).sort()).toEqual(Object.keys(attacks).sort());
  });
  it.each(Object.entries(attacks))('%s', (title, attack) => {
    expect(judgeLater(attack(anySignature)).holds).toBe(false);
    expect(against(attack)).toContain(expected[title]);
  });
}

describe('a forged signature, or one whose ranges are moved, is never said to hold', () => {
  it.each(Object.entries({ ...signatureForgeries, ...signatureWrappings }))('%s', (_, attack) => {
    expect(judgeLater(attack(anySignature)).holds).toBe(false);
    expect(against(attack).length).toBeGreaterThan(0);
  });
});

describe('content saved behind a signature is named', () => {
  expectNamed(incrementalSavings, {
    'a whole update': 'pageContent', 'objects alone': 'bytesAfterEnd', 'objects and a trailer without a table': 'bytesAfterEnd', 'objects and an end that leads nowhere': 'unknown',
    'a copy of the signature': 'pageContent',
  });
});

describe('a shadow attack is named by what it switches', () => {
  expectNamed(shadowAttacks, {
    'hide: a covering annotation is taken off the page': 'annotationCovers', 'hide: a covering annotation is freed': 'annotationCovers',
    'hide: a covering annotation is no annotation any more': 'annotationCovers', 'hide: a covering picture becomes something else': 'pageContent',
    'hide: a covering picture is freed': 'pageContent', 'hide: its appearance is emptied': 'annotationCovers', 'hide: it is flagged hidden': 'annotationCovers',
    'replace: the font that draws the figures': 'pageFonts', 'replace: the encoding of a font': 'pageFonts', 'replace: the font of the form': 'formResources',
    'replace: what a field shows, not its value': 'fieldAppearance', 'replace: a field shows nothing of its own any more': 'fieldAppearance',
    'replace: a field has a value and shows another': 'fieldValueDiffers', 'replace: a tick shows another picture': 'fieldAppearance',
    'hide and replace: another content stream': 'pageContent', 'hide and replace: another page': 'pageContent', 'hide and replace: another page tree': 'pageRemoved',
    'hide and replace: another catalog': 'pageContent', 'hide and replace: the table points at an object that lay unused': 'preparedObject',
  });
});

describe('an attack that keeps to what a certification permits is named', () => {
  it.each(Object.entries(certificationAttacks))('%s', (_, attack) => {
    expect(judgeLater(attack(anySignature)).holds).toBe(false);
    expect(against(attack).some((what) => ['annotationCovers', 'signatureOverText', 'signatureOverPage', 'fieldAdded', 'permissions'].includes(what))).toBe(true);
  });
});

describe('an attack by way of the form is named', () => {
  expectNamed(formAttacks, {
    'a new text field': 'fieldAdded', 'a new button': 'fieldAdded', 'a widget that belongs to no field': 'fieldAdded', 'a field is moved over the amount': 'fieldChanged',
    'a field gets a ground that covers': 'fieldChanged', 'a field as large as the page is filled': 'fieldOverPage', 'a field is taken out': 'fieldRemoved',
    'a box as large as the page is ticked': 'fieldOverPage', 'a field that stood empty over the amount is filled': 'fieldOverText', 'a font that a field named in vain': 'formResources',
    'values drawn anew that are not what was shown': 'formChanged', 'a field is called otherwise': 'fieldChanged',
    'a field becomes a button': 'fieldChanged', 'a field runs an action': 'actions', 'a form of another kind over the form': 'formChanged', 'the picture of the signature is replaced': 'signatureAppearance',
  });
});

describe('an attack on anything else that a reader shows or runs is named', () => {
  expectNamed(documentAttacks, {
    'a page more': 'pageAdded', 'a page less': 'pageRemoved', 'pages in another order': 'pageOrder', 'pages that count otherwise': 'unknown', 'a page cut off': 'pageGeometry',
    'a page turned': 'pageGeometry', 'a cut inherited by all pages': 'pageGeometry', 'a further content stream': 'pageContent', 'a resource that was named in vain': 'pageContent', layers: 'layers',
    'an action at opening': 'actions', scripts: 'actions', 'a file inside': 'attachedFiles', 'a link': 'actions', 'a structure for readers aloud': 'structure', 'something no standard knows': 'unknown',
    'a key given twice': 'unknown', encryption: 'encryption', 'the content of a resource called P': 'pageContent', 'a picture that is also said to be an annotation': 'pageContent',
    'an object stream replaced under its objects': 'pageFonts', 'the signed version again, behind another one': 'pageContent',
  });
});

describe('what lay ready for an attack when it was signed is told', () => {
  it('a cover over the page, and a layer that is off', () => {
    const ready = judgeLater(formAttacks['a field as large as the page is filled']?.(anySignature) ?? new Uint8Array());
    expect(ready.changes).toContainEqual({ what: 'preparedHiding', permitted: 'yes', revision: 2, place: '1' });
  });
});
