import { limits } from '../base/limits';
import type { Check, LaterChange, SignedExtent } from '../model/verdict';
import type { HashedContent } from '../pki/verify-cms';
import type { ReferenceOutcome } from './check-reference';
import { fileProperties } from './file-properties';
import { originRelationship, ownerOf, signatureParts, targetOf } from './office-package';
import type { OfficePackage, OfficePart } from './office-package';
import { partKey } from './open-package';
import type { PackageChange } from './package-changes';
import type { RelationshipChoice } from './read-transform';
import { isChosen } from './relationships';
import type { Relationship } from './relationships';

export interface PackageCoverage {
  readonly coverage: Check;
  readonly extent: SignedExtent;
  /** does the signature answer for anything of the package at all? */
  readonly holdsAnything: boolean;
}

const transitional = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/';
const strict = 'http://purl.oclc.org/ooxml/officeDocument/relationships/';

interface Signed {
  readonly parts: ReadonlySet<string>;
  /** by key of the owner; null: all of them */
  readonly relationships: ReadonlyMap<string, readonly (RelationshipChoice | null)[]>;
}

function signedBy(references: readonly ReferenceOutcome[]): Signed {
  const parts = new Set<string>();
  const relationships = new Map<string, (RelationshipChoice | null)[]>();
  for (const { covered } of references) {
    if (covered?.kind !== 'part') continue;
    const owner = ownerOf(covered.name);
    if (owner !== null) relationships.set(partKey(owner), [...(relationships.get(partKey(owner)) ?? []), covered.choice]);
    else if (covered.choice === null) parts.add(partKey(covered.name));
  }
  return { parts, relationships };
}

/**
 * Kinds that carry the document and that every version of Office signs, so that one left out was not there then. Of other kinds nobody
 * knows: what Office 2007 left out, Office 2010 took in.
 */
const alwaysSigned: ReadonlySet<string> = new Set([
  'officeDocument', 'styles', 'numbering', 'settings', 'fontTable', 'font', 'header', 'footer', 'footnotes', 'endnotes', 'comments', 'image', 'aFChunk', 'subDocument', 'oleObject', 'package', 'chart', 'frame',
  'diagramData', 'diagramLayout', 'worksheet', 'chartsheet', 'dialogsheet', 'sharedStrings', 'drawing', 'vmlDrawing', 'table', 'externalLink', 'slide', 'slideLayout', 'slideMaster', 'notesSlide', 'notesMaster',
  'handoutMaster', 'audio', 'video', 'control', 'attachedTemplate',
]);

function kindOf({ type }: Relationship): string {
  return type.startsWith(transitional) ? type.slice(transitional.length) : type.startsWith(strict) ? type.slice(strict.length) : '';
}

/** Kinds of which a program shows what it fetches from elsewhere: the address is signed, what lies there is not. */
const fetched: ReadonlySet<string> = new Set(['image', 'aFChunk', 'subDocument', 'frame']);


/** Parts that programs (and the reader of text here) take by their usual names, whatever leads to them. */
const takenByName = /^\/(?:word\/[^/]+\.xml|xl\/(?:workbook|sharedStrings|styles)\.xml|xl\/worksheets\/[^/]+\.xml|ppt\/presentation\.xml|ppt\/slides\/[^/]+\.xml)$/i;

const mentions = (content: HashedContent, word: string): boolean => new TextDecoder('latin1').decode(content.bytes).replaceAll('\0', '').includes(word);

const binding = new WeakMap<OfficePackage, boolean>();

/** May a field of the text show what lies in such data? So it is taken for anything but a text document, too. */
function bindsData(office: OfficePackage): boolean {
  const known = binding.get(office);
  if (known !== undefined) return known;
  const isText = office.parts.some(({ contentType }) => contentType?.includes('wordprocessingml.document.main') === true);
  const binds = !isText || office.parts.some(({ contentType, content }) => contentType?.endsWith('xml') === true && mentions(content, 'dataBinding'));
  binding.set(office, binds);
  return binds;
}

/**
 * Parts that Office leaves out and that show nothing by themselves: how a presentation was looked at last, and data that no field of the
 * text is bound to (a bound field shows the data instead of its own text).
 */
function showsNothing(office: OfficePackage, { type }: Relationship, part: OfficePart): boolean {
  const kind = type.startsWith(transitional) ? type.slice(transitional.length) : '';
  const known = part.contentType?.toLowerCase() ?? '';
  if (kind === 'viewProps') return known === 'application/vnd.openxmlformats-officedocument.presentationml.viewprops+xml' && office.relationshipsOf(part.name).length === 0;
  // a show of some slides only
  if (kind === 'presProps') return known === 'application/vnd.openxmlformats-officedocument.presentationml.presprops+xml' && office.relationshipsOf(part.name).length === 0 && !mentions(part.content, 'showPr');
  if (kind !== 'customXml' || known !== 'application/xml') return false;
  return !bindsData(office);
}

class Walk {
  readonly changes: LaterChange[] = [];
  readonly reached = new Set<string>();
  isLater = false;
  coversDocument = false;

  constructor(private readonly office: OfficePackage, private readonly signed: Signed) {}

  /** Parts nothing leads to, which are read all the same. */
  byName(parts: readonly OfficePart[]): void {
    const named = new Set(this.changes.map(({ place }) => place));
    for (const { name } of parts) if (takenByName.test(name) && !named.has(name)) this.note('packagePartOutside', 'unknown', name);
  }

  private note(what: PackageChange, permitted: LaterChange['permitted'], place: string): void {
    if (this.changes.length < limits.outsideNames) this.changes.push({ what, permitted, revision: null, place });
  }

  /** From the package itself along every relationship a program may follow. */
  run(): void {
    const waiting = ['/'];
    for (let owner = waiting.pop(); owner !== undefined; owner = waiting.pop()) {
      for (const relationship of this.office.relationshipsOf(owner)) {
        const next = this.follow(owner, relationship);
        if (next !== null && !this.reached.has(partKey(next))) {
          this.reached.add(partKey(next));
          waiting.push(next);
        }
      }
    }
  }

  /** @returns the part to go on from */
  private follow(owner: string, relationship: Relationship): string | null {
    if (owner === '/' && relationship.type === originRelationship) return null;
    const target = relationship.external ? null : targetOf(owner, relationship.target);
    const part = target === null ? null : this.office.part(target);
    if (owner === '/' && fileProperties.has(relationship.type)) {
      if (part !== null && !this.signed.parts.has(partKey(part.name))) this.note('packageProperties', 'yes', part.name);
      return null;
    }
    const choices = this.signed.relationships.get(partKey(owner));
    if (choices?.some((choice) => choice === null || isChosen(relationship, choice)) !== true) {
      if (part !== null && showsNothing(this.office, relationship, part)) {
        this.note('packageDataUnused', 'yes', part.name);
        return null;
      }
      const isLater = choices !== undefined && alwaysSigned.has(kindOf(relationship));
      this.isLater ||= isLater;
      this.note(relationship.external ? 'packageLinkOutside' : 'packageRelationshipOutside', isLater ? 'no' : 'unknown', part?.name ?? relationship.target.slice(0, 200));
      return null;
    }
    if (relationship.external && fetched.has(kindOf(relationship))) this.note('packageLinkOutside', 'unknown', relationship.target.slice(0, 200));
    // programs differ in what such a path leads to
    if (part === null && !relationship.external && relationship.target.includes('\\')) this.note('packageRelationshipOutside', 'unknown', relationship.target.slice(0, 200));
    if (part === null) return null;
    if (this.signed.parts.has(partKey(part.name))) {
      if (owner === '/') this.coversDocument = true;
      return part.name;
    }
    if (showsNothing(this.office, relationship, part)) {
      this.note('packageDataUnused', 'yes', part.name);
      return null;
    }
    this.note('packagePartOutside', 'unknown', part.name);
    return part.name;
  }
}

function coverageCheck(walk: Walk): Check {
  if (walk.isLater) return { state: 'failed', why: 'changedAfter' };
  if (!walk.coversDocument) return { state: 'failed', why: 'documentNotCovered' };
  return walk.changes.some(({ permitted }) => permitted !== 'yes') ? { state: 'failed', why: 'partOnly' } : { state: 'passed', why: null };
}

/**
 * What of an Office document a signature answers for. Followed is what a program may follow to show the document: the signature must
 * name every such relationship and every part behind it (Rohlmann et al. 2023). Parts that nothing leads to are named and do no harm.
 */
export function officeCoverage(office: OfficePackage, references: readonly ReferenceOutcome[]): PackageCoverage {
  const signed = signedBy(references);
  const walk = new Walk(office, signed);
  walk.run();
  const own = new Set(signatureParts(office).map(({ name }) => partKey(name)));
  const origins = new Set(office.relationshipsOf('/').filter(({ type }) => type === originRelationship).map(({ target }) => partKey(targetOf('/', target) ?? '')));
  const outside = office.parts.filter(({ name }) => {
    const key = partKey(name);
    return ownerOf(name) === null && !signed.parts.has(key) && !own.has(key) && !origins.has(key);
  });
  walk.byName(outside);
  const named = new Set(walk.changes.map(({ place }) => place));
  const unused: readonly LaterChange[] = outside.filter(({ name }) => !named.has(name)).map(({ name }) => ({ what: 'packagePartUnused' satisfies PackageChange, permitted: 'yes', revision: null, place: name }));
  return {
    coverage: coverageCheck(walk),
    extent: {
      prefixBytes: null, revision: null, revisions: null, certification: null,
      changes: [...walk.changes, ...unused].slice(0, limits.outsideNames),
      outside: outside.map(({ name }) => name).slice(0, limits.outsideNames),
    },
    holdsAnything: signed.parts.size > 0,
  };
}
