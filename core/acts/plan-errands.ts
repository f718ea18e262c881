import { assertNever } from '../base/assert-never';
import type { ActChange, MailAct } from '../model/act';
import type { FolderInfo } from '../model/folder';
import type { ActId, LetterId } from '../model/ids';
import type { Location } from '../model/letter';
import { folderFor, pathForNew, useOf } from './folder-for';
import type { MoveWish } from './move-letter';
import { has, type FlagWish } from './set-flags';

/** An act that waits, with what the journal knew of its letter when it was asked for. */
export interface WaitingAct {
  readonly act: MailAct;
  readonly before: readonly Location[];
  readonly flagsBefore: readonly string[];
}

export type ErrandWish =
  | { readonly kind: 'flags'; readonly wish: FlagWish }
  | { readonly kind: 'move'; readonly wish: MoveWish }
  /** `erases`: the letter is destroyed here afterwards, whatever flag it bears */
  | { readonly kind: 'free'; readonly from: readonly Location[]; readonly erases: boolean }
  | { readonly kind: 'append'; readonly to: string; readonly flags: readonly string[] };

/** One thing to carry out; it settles all these acts. */
export interface PlannedErrand {
  readonly letterId: LetterId;
  readonly acts: readonly ActId[];
  readonly before: readonly Location[];
  readonly what: ErrandWish;
}

export interface ErrandPlan {
  readonly errands: readonly PlannedErrand[];
  /** acts that took each other back before anything of them went out */
  readonly nothing: readonly { readonly letterId: LetterId; readonly actId: ActId }[];
}

interface Journey {
  wish: MoveWish;
  readonly acts: ActId[];
  readonly before: readonly Location[];
}

interface FlagStep {
  readonly flag: string;
  readonly on: boolean;
  readonly wasOn: boolean;
  readonly acts: readonly ActId[];
}

type Group = readonly WaitingAct[];

/**
 * What has to be done for the acts that wait, in the order in which they were done. Of one letter only the end counts: read and unread
 * again is nothing, from A to B to C is from A to C. `free`, `erase` and `append` stand for themselves.
 */
export function planErrands(waiting: readonly WaitingAct[], folders: readonly FolderInfo[]): ErrandPlan {
  const plans = groups(waiting).map((group) => planGroup(group, folders));
  return { errands: plans.flatMap(({ errands }) => errands), nothing: plans.flatMap(({ nothing }) => nothing) };
}

function groups(waiting: readonly WaitingAct[]): readonly Group[] {
  const all: WaitingAct[][] = [];
  const open = new Map<LetterId, WaitingAct[]>();
  for (const one of waiting) {
    const { letterId, change } = one.act;
    if (change.kind === 'free' || change.kind === 'erase' || change.kind === 'append') {
      open.delete(letterId);
      all.push([one]);
      continue;
    }
    const known = open.get(letterId);
    if (known) known.push(one);
    else {
      const group = [one];
      open.set(letterId, group);
      all.push(group);
    }
  }
  return all;
}

function planGroup(group: Group, folders: readonly FolderInfo[]): ErrandPlan {
  const [first] = group;
  if (first === undefined) return { errands: [], nothing: [] };
  const { letterId, change, seenAt, actId } = first.act;
  const alone = { letterId, acts: [actId], before: first.before };
  if (change.kind === 'free' || change.kind === 'erase') return { errands: [{ ...alone, what: { kind: 'free', from: seenAt, erases: change.kind === 'erase' } }], nothing: [] };
  if (change.kind === 'append') return { errands: [{ ...alone, what: { kind: 'append', to: change.to, flags: change.flags } }], nothing: [] };

  const flags = flagSteps(group);
  const idle = flags.filter(({ acts, on, wasOn }) => acts.length > 1 && on === wasOn);
  const toSet = flags.filter((step) => !idle.includes(step));
  const errands: PlannedErrand[] = [];
  if (toSet.length > 0) {
    const wish = { add: toSet.filter(({ on }) => on).map(({ flag }) => flag), remove: toSet.filter(({ on }) => !on).map(({ flag }) => flag) };
    errands.push({ letterId, acts: toSet.flatMap(({ acts }) => acts), before: first.before, what: { kind: 'flags', wish } });
  }
  const back: ActId[] = [];
  for (const journey of journeys(group, folders)) {
    const { wish, acts, before } = journey;
    if (!wish.from.every(({ folder }) => folder === wish.to)) errands.push({ letterId, acts, before, what: { kind: 'move', wish } });
    else if (wish.flags.add.length + wish.flags.remove.length > 0) errands.push({ letterId, acts, before, what: { kind: 'flags', wish: wish.flags } });
    else back.push(...acts);
  }
  return { errands, nothing: [...idle.flatMap(({ acts }) => acts), ...back].map((one) => ({ letterId, actId: one })) };
}

function flagSteps(group: Group): readonly FlagStep[] {
  const steps = new Map<string, FlagStep>();
  for (const { act, flagsBefore } of group) {
    if (act.change.kind !== 'flag') continue;
    const { flag, on } = act.change;
    const known = steps.get(flag.toLowerCase());
    steps.set(flag.toLowerCase(), { flag, on, wasOn: known?.wasOn ?? has(flagsBefore, flag), acts: [...(known?.acts ?? []), act.actId] });
  }
  return [...steps.values()];
}

function journeys(group: Group, folders: readonly FolderInfo[]): readonly Journey[] {
  const all: Journey[] = [];
  for (const { act, before } of group) {
    const wish = moveWish(act.change, act.seenAt, folders);
    if (wish === null) continue;
    const last = all.at(-1);
    if (last !== undefined && last.wish.to !== null && wish.from.every(({ folder }) => folder === last.wish.to)) {
      last.wish = { ...wish, from: last.wish.from, flags: { add: [...last.wish.flags.add.filter((flag) => !has(wish.flags.remove, flag)), ...wish.flags.add], remove: [...last.wish.flags.remove.filter((flag) => !has(wish.flags.add, flag)), ...wish.flags.remove] } };
      last.acts.push(act.actId);
    } else {
      all.push({ wish, acts: [act.actId], before });
    }
  }
  return all;
}

/** Where a change takes a letter; null: it does not move it. */
export function moveWish(change: ActChange, from: readonly Location[], folders: readonly FolderInfo[]): MoveWish | null {
  const none: FlagWish = { add: [], remove: [] };
  switch (change.kind) {
    case 'move':
      return { from, to: change.to, mayCreate: false, goneIsFine: false, flags: none };
    case 'delete': {
      const inTrash = from.length > 0 && from.every(({ folder }) => useOf(folder, folders) === 'trash');
      return { from, to: inTrash ? null : folderFor('trash', folders) ?? pathForNew('Trash', folders), mayCreate: true, goneIsFine: true, flags: none };
    }
    case 'junk':
      return change.isJunk
        ? { from, to: folderFor('junk', folders) ?? pathForNew('Junk', folders), mayCreate: true, goneIsFine: true, flags: { add: ['$Junk'], remove: ['$NotJunk'] } }
        : { from, to: folderFor('inbox', folders) ?? 'INBOX', mayCreate: false, goneIsFine: false, flags: { add: ['$NotJunk'], remove: ['$Junk'] } };
    case 'flag':
    case 'free':
    case 'erase':
    case 'append':
      return null;
    default:
      return assertNever(change);
  }
}
