import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isoTime } from '../../../core/base/clock';
import type { AppState } from '../../../core/contract/commands';
import type { Draft, SignerPart } from '../../../core/model/draft';
import type { SigningKey } from '../../../core/model/signing';
import { defaultSigning } from '../../../core/acknowledge/default-policy';
import { chooseMechanism } from '../../../core/outgoing/choose-mechanism';
import type { SignerCheck } from '../../../core/verify/check-signer';
import type { Tone } from '../../ui/tone';
import type { WorkClient } from '../work/work-client';
import { trustNow } from '../work/trust-now';

/** A sentence about the certificate that is about to sign. `bad`: it must not. */
export interface SignerLine {
  readonly code: string;
  readonly tone: Tone;
  readonly text: string;
}

const tones = { ok: 'good', warn: 'warn', stop: 'bad' } as const;

/** The certificate looked at before it signs: what stops it and what a person should know; what is in order is not said. @param unit that issues the document, as its register has it @returns null until it was looked at */
export function useSignerLines(work: WorkClient, key: SigningKey | null, part: SignerPart, state: AppState, draft: Draft, unit: string | null): readonly SignerLine[] | null {
  const { t } = useTranslation();
  const [checked, setChecked] = useState<{ readonly keyId: string; readonly check: SignerCheck } | null>(null);
  const account = state.accounts.find(({ accountId }) => accountId === draft.accountId);
  const [signer, address] = [draft.document?.signer.name ?? null, account?.address ?? ''];
  useEffect(() => {
    let isOver = false;
    if (key === null) return undefined;
    const mechanism = chooseMechanism(key, state.policy.signing ?? defaultSigning);
    work.ask('checkSigner', key.pem, { purpose: part, address, document: { agency: unit, parentAgency: null, place: null, signer }, mechanism, trust: trustNow(state, isoTime(new Date())) }).then((check) => {
      if (!isOver) setChecked({ keyId: key.keyId, check });
    }, (cause: unknown) => reportError(cause));
    return () => {
      isOver = true;
    };
  }, [work, key, part, state, signer, unit, address]);
  if (checked === null || checked.keyId !== key?.keyId) return null;
  return checked.check.findings.filter(({ level }) => level !== 'ok').map(({ code, level, about }) => ({ code, tone: tones[level], text: t(`signer-check:finding.${code}`, { about }) }));
}
