import { Button } from '@fluentui/react-components';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { SignatureVerdict } from '../../../core/model/verdict';
import type { LetterView } from '../../store/letter-view';
import { Strip } from '../../ui/Strip';
import { SheetMenu } from '../sheet/SheetMenu';
import { AcceptanceStrip } from './accept/AcceptanceStrip';
import { AcceptForm } from './accept/AcceptForm';
import { PictureList, VerdictDetails } from './details/VerdictDetails';
import { nameOfFile } from './document-name';
import { FetchingContext } from './fetching-context';
import { VerdictIcon } from './VerdictIcon';
import { unsignedNames } from './unsigned-names';
import { decidingSignature, verdictWords } from './verdict-words';

interface VerdictStripProps {
  readonly bridge: AppBridge;
  readonly view: LetterView;
  /** what to call a MIME part: the attachment's name, or the letter's text */
  readonly partName: (part: string) => string;
  readonly onSigned: (signature: SignatureVerdict) => (() => void) | null;
}

/**
 * A verdict in words, icon and colour; its checks and raw evidence unfold below, and a person may answer for the document where it is
 * not green. It stands outside the frame of the letter, which cannot imitate its place.
 */
export function VerdictStrip({ bridge, view, partName, onSigned }: VerdictStripProps) {
  const { t } = useTranslation();
  const fetching = useContext(FetchingContext);
  const [accepting, setAccepting] = useState(false);
  const { verdict, signed } = view;
  const pictures = signed.flatMap((document) => document.pictures);
  const unsigned = unsignedNames(view, partName, (name) => t('verdict.unsignedOf', { name }));
  const shown = verdictWords(verdict, view.stageOne?.signed ?? false, { fetching, nameOf: (signature) => nameOfFile(signature, partName), unsigned, signed, pictures });
  const said = [shown.headline, ...shown.sentences].map((one) => t(one.key, one.values));
  const deciding = verdict === null ? null : decidingSignature(verdict);
  const showSigned = deciding === null ? null : onSigned(deciding);
  const details = verdict !== null && verdict.signatures.length > 0
    ? (
      <>
        {!view.secret && <SheetMenu bridge={bridge} view={view} said={said} partName={partName} />}
        <VerdictDetails bridge={bridge} letterId={view.kept.letterId} verdict={verdict} signed={signed} pictures={pictures} unsigned={unsigned} partName={partName} onSigned={onSigned} />
      </>
    )
    : pictures.length > 0 ? <PictureList pictures={pictures} partName={partName} /> : undefined;
  return (
    <>
      <Strip
        tone={shown.tone} label={t('verdict.region')} icon={<VerdictIcon tone={shown.tone} small={false} />} testId="verdict-strip"
        headline={said[0] ?? ''} detailsLabel={t('common.details')} {...(details === undefined ? {} : { details })}
        actions={<>
          {showSigned !== null && <Button size="small" onClick={showSigned} data-testid="show-signed">{t('details.openSigned')}</Button>}
          {mayBeAccepted(view) && !accepting && <Button size="small" appearance="transparent" onClick={() => setAccepting(true)} data-testid="accept-open">{t('accept.open')}</Button>}
        </>}
      >
        {said.slice(1).join(' ')}
      </Strip>
      {accepting && <AcceptForm bridge={bridge} view={view} said={said.join(' ')} onClose={() => setAccepting(false)} />}
      <AcceptanceStrip view={view} />
    </>
  );
}

/** Only what can be registered needs anybody's word, and only once there is an answer to answer for. */
function mayBeAccepted({ mayRegister, stageTwo, verdict, stageOne, documents }: LetterView): boolean {
  const answered = stageTwo !== null && (verdict !== null || stageOne?.signed !== true);
  return answered && mayRegister === 'needsReason' && (documents ?? []).length > 0;
}
