import { shownValue } from './change-field-value';
import type { ChangeKind } from './change-kinds';
import { isDrawn, isOverText, lookOf, shareOfPage } from './change-look';
import type { Look } from './change-look';
import { dictionaryOf, itemsOf, nameOf, numberOf } from './change-nodes';
import type { FieldNode } from './change-nodes';
import { keysOf } from './change-pair';
import type { RevisionPair } from './change-pair';
import type { PdfDictionary, PdfRevision } from './pdf-model';

/** a filled field that takes more of its page is a page over the page */
const mostOfPage = 0.5;
const mostForTick = 0.05;
const readOnlyFlag = 1;
/** Print, ReadOnly, Locked, LockedContents (ISO 32000-2 table 167): they hide and show nothing on the screen */
const harmlessFlags = 4 | 64 | 128 | 512;

/** what a field is filled with, beside /V, and what signing one writes */
const fillingKeys: ReadonlySet<string> = new Set(['AP', 'AS', 'DA', 'RV', 'I', 'TI']);
const signingKeys: ReadonlySet<string> = new Set(['AP', 'AS', 'DA', 'DR', 'MK', 'Type', 'Subtype', 'P']);
const silentKeys: ReadonlySet<string> = new Set(['M', 'NM', 'StructParent']);

const newSignature: Readonly<Record<Look, ChangeKind>> = {
  invisible: 'signatureInvisible', visible: 'signatureVisible', writesOver: 'signatureWritesOver', overText: 'signatureOverText', overPage: 'signatureOverPage',
};

function valueOf(revision: PdfRevision, field: PdfDictionary): PdfDictionary | null {
  return dictionaryOf(revision, field.entries.get('V'));
}

function hasValue(revision: PdfRevision, field: PdfDictionary): boolean {
  return revision.resolve(field.entries.get('V')).kind !== 'null';
}

/** Fields that came, went or changed between two revisions, each judged whole: what it holds and what it shows. */
export class FieldChanges {
  private readonly before: ReadonlyMap<number, FieldNode>;
  private readonly after: ReadonlyMap<number, FieldNode>;
  /** widgets of a field, by its number: itself, or its kids without a name */
  private readonly widgets = new Map<number, FieldNode[]>();
  private readonly parents = new Set<number>();

  constructor(private readonly pair: RevisionPair) {
    this.before = pair.nodesBefore.fields;
    this.after = pair.nodesAfter.fields;
    for (const field of this.after.values()) {
      if (field.parent !== null) this.parents.add(field.parent);
      if (field.number === field.owner && !field.dictionary.entries.has('Rect')) continue;
      const own = this.widgets.get(field.owner) ?? [];
      own.push(field);
      this.widgets.set(field.owner, own);
    }
  }

  find(): void {
    const { pair } = this;
    for (const [number, field] of this.before) if (!this.after.has(number)) pair.report(this.wasSigned(field) ? 'signatureRemoved' : 'fieldRemoved', field.name);
    for (const [number, field] of this.after) {
      const old = this.before.get(number);
      if (old !== undefined) this.compare(old, field);
      else if (field.owner === number) this.added(field);
      else if (this.before.has(field.owner) && !this.isSignedNow(field.owner)) pair.report('fieldAdded', field.name);
    }
    const inlineBefore = pair.nodesBefore.inlineFields;
    const inlineAfter = pair.nodesAfter.inlineFields;
    if (inlineBefore.length !== inlineAfter.length || inlineBefore.some((field, index) => !pair.same(field, inlineAfter[index]))) pair.report('fieldChanged', null);
  }

  private wasSigned(field: FieldNode): boolean {
    return field.type === 'Sig' && valueOf(this.pair.before, field.dictionary) !== null;
  }

  private isSignedNow(owner: number): boolean {
    const old = this.before.get(owner);
    const field = this.after.get(owner);
    if (old === undefined || field?.type !== 'Sig' || old.type !== 'Sig') return false;
    return !hasValue(this.pair.before, old.dictionary) && valueOf(this.pair.after, field.dictionary) !== null;
  }

  private widgetsOf(owner: number): readonly FieldNode[] {
    return this.widgets.get(owner) ?? [];
  }

  private worstLook(owner: number): Look {
    const looks = this.widgetsOf(owner).map(({ number, dictionary }) => {
      const page = this.pair.nodesAfter.annotations.get(number);
      return lookOf(this.pair.after, dictionary, page === undefined ? null : (this.pair.nodesAfter.pages[page] ?? null));
    });
    return (['overPage', 'overText', 'writesOver', 'visible'] as const).find((look) => looks.includes(look)) ?? 'invisible';
  }

  private added(field: FieldNode): void {
    const { pair } = this;
    const value = valueOf(pair.after, field.dictionary);
    if (field.type !== 'Sig') {
      // a name that only holds fields together shows nothing
      const holdsSignatures = field.type === null && !field.dictionary.entries.has('Rect') && this.parents.has(field.number);
      if (!holdsSignatures) pair.report('fieldAdded', field.name);
      return;
    }
    this.reportActions(field);
    const look = this.worstLook(field.number);
    if (value === null) pair.report(look === 'invisible' && !hasValue(pair.after, field.dictionary) ? 'signatureFieldAdded' : 'fieldAdded', field.name);
    else if (!this.isSignature(value)) pair.report('fieldAdded', field.name);
    else {
      this.reportRange(value, field.name);
      pair.report(look === 'invisible' && this.isTimestamp(value) ? 'documentTimestamp' : newSignature[look], field.name);
    }
  }

  private reportActions(field: FieldNode): void {
    for (const { dictionary } of [field, ...this.widgetsOf(field.number)]) {
      if (dictionary.entries.has('A') || dictionary.entries.has('AA')) this.pair.report('actions', field.name);
      if (dictionary.entries.has('OC')) this.pair.report('layers', field.name);
    }
  }

  private isSignature(value: PdfDictionary): boolean {
    const { after } = this.pair;
    const contents = after.resolve(value.entries.get('Contents'));
    return !value.duplicateKeys && nameOf(after, value.entries.get('Filter')) !== null && contents.kind === 'string' && itemsOf(after, value.entries.get('ByteRange')).length === 4;
  }

  private isTimestamp(value: PdfDictionary): boolean {
    const { after } = this.pair;
    return nameOf(after, value.entries.get('Type')) === 'DocTimeStamp' || nameOf(after, value.entries.get('SubFilter')) === 'ETSI.RFC3161';
  }

  /** a signature that comes with a revision covers that revision; else it is a picture with a signature's name */
  private reportRange(value: PdfDictionary, name: string): void {
    const { after } = this.pair;
    const [, , start, length] = itemsOf(after, value.entries.get('ByteRange')).map((item) => numberOf(after, item) ?? -1);
    if (start === undefined || length === undefined || Math.abs(start + length - after.end) > 2) this.pair.report('signatureUncovered', name);
  }

  private compare(old: FieldNode, field: FieldNode): void {
    const { pair } = this;
    const isSame = (key: string): boolean => pair.same(old.dictionary.entries.get(key), field.dictionary.entries.get(key));
    if (old.parent !== field.parent || old.type !== field.type || old.name !== field.name || !isSame('Parent')) pair.report('fieldChanged', field.name);
    const changed = keysOf(old.dictionary, field.dictionary).filter((key) => key !== 'Kids' && key !== 'Parent' && !isSame(key));
    if (changed.length === 0) return;
    if (field.dictionary.duplicateKeys && !old.dictionary.duplicateKeys) pair.report('fieldChanged', field.name);
    const signed = this.isSignedNow(field.owner);
    const filled = !signed && field.type !== 'Sig' && this.isFilled(field.number);
    for (const key of changed) {
      if (key === 'V') this.valueChanged(old, field, signed);
      else if (key === 'Ff') this.flagsChanged(old, field);
      else if (key === 'F') this.annotationFlagsChanged(old, field);
      else if (silentKeys.has(key) || (signed && signingKeys.has(key)) || (filled && fillingKeys.has(key) && !this.isPushButton(field))) continue;
      else if (key === 'A' || key === 'AA') pair.report('actions', field.name);
      else if (key === 'OC') pair.report('layers', field.name);
      else if (key === 'AP' || key === 'AS') pair.report(this.wasSigned(this.before.get(field.owner) ?? old) ? 'signatureAppearance' : 'fieldAppearance', field.name);
      else if (key !== 'P' || old.dictionary.entries.has('P')) pair.report('fieldChanged', field.name);
    }
    if (filled) this.reportFilled(field);
  }

  private valueChanged(old: FieldNode, field: FieldNode, signed: boolean): void {
    const { pair } = this;
    if (field.type !== 'Sig') return;
    const value = valueOf(pair.after, field.dictionary);
    if (signed && value !== null && this.isSignature(value)) {
      this.reportRange(value, field.name);
      const look = this.worstLook(field.owner);
      pair.report(look === 'overPage' ? 'signatureOverPage' : look === 'invisible' && this.isTimestamp(value) ? 'documentTimestamp' : 'signatureInField', field.name);
    } else pair.report(hasValue(pair.after, field.dictionary) || !this.wasSigned(old) ? 'signatureReplaced' : 'signatureRemoved', field.name);
  }

  private flagsChanged(old: FieldNode, field: FieldNode): void {
    const was = numberOf(this.pair.before, old.dictionary.entries.get('Ff')) ?? 0;
    const is = numberOf(this.pair.after, field.dictionary.entries.get('Ff')) ?? 0;
    this.pair.report(is === (was | readOnlyFlag) ? 'fieldLocked' : 'fieldChanged', field.name);
  }

  private annotationFlagsChanged(old: FieldNode, field: FieldNode): void {
    const was = numberOf(this.pair.before, old.dictionary.entries.get('F')) ?? 0;
    const is = numberOf(this.pair.after, field.dictionary.entries.get('F')) ?? 0;
    if (((was ^ is) & ~harmlessFlags) !== 0) this.pair.report('fieldChanged', field.name);
  }

  private isPushButton(field: FieldNode): boolean {
    return field.type === 'Btn' && ((numberOf(this.pair.after, field.dictionary.entries.get('Ff')) ?? 0) & 0x10000) !== 0;
  }

  /** its value, or that of a field above it, is another */
  private isFilled(number: number): boolean {
    for (let at: number | null = number; at !== null; at = this.after.get(at)?.parent ?? null) {
      const old = this.before.get(at);
      const field = this.after.get(at);
      if (old !== undefined && field !== undefined && !this.pair.same(old.dictionary.entries.get('V'), field.dictionary.entries.get('V'))) return true;
    }
    return false;
  }

  private reportFilled(field: FieldNode): void {
    const { pair } = this;
    pair.report('fieldFilled', field.name);
    const page = pair.nodesAfter.pages[pair.nodesAfter.annotations.get(field.number) ?? -1];
    if (page !== undefined && isDrawn(pair.after, field.dictionary)) {
      const most = field.type === 'Btn' ? mostForTick : mostOfPage;
      if (shareOfPage(pair.after, field.dictionary, page) > most) pair.report('fieldOverPage', field.name);
      else if (isOverText(pair.after, field.dictionary, page)) pair.report('fieldOverText', field.name);
    }
    const form = dictionaryOf(pair.after, dictionaryOf(pair.after, pair.after.trailer.entries.get('Root'))?.entries.get('AcroForm'));
    const drawsAnew = pair.after.resolve(form?.entries.get('NeedAppearances'));
    if (field.type === 'Btn' || (drawsAnew.kind === 'boolean' && drawsAnew.value)) return;
    if (shownValue(pair.after, this.after, field) === 'other') pair.report('fieldValueDiffers', field.name);
  }
}
