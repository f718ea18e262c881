import { Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger, makeStyles, mergeClasses } from '@fluentui/react-components';
import { Print16Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import { etsiReport } from '../../../core/report/etsi-report';
import { jsonReport } from '../../../core/report/json-report';
import type { LetterView } from '../../store/letter-view';
import { useToneText } from '../../ui/use-tone-styles';
import { words } from '../../ui/words';
import { saveFile } from '../attachments/attachment-acts';
import type { ActOutcome } from '../attachments/attachment-acts';
import { useAttachmentActs } from '../attachments/use-attachment-acts';
import { reportName } from './report-name';
import { reportOf } from './report-of';
import { sheetHtml } from './sheet-html';

const useStyles = makeStyles({
  // beside the heading below it, which leaves room for the button
  line: { display: 'flex', justifyContent: 'flex-end', alignItems: 'flex-start', flexWrap: 'wrap-reverse', columnGap: '12px', rowGap: '4px', marginBottom: '-24px' },
  button: { position: 'relative', zIndex: 1 },
  said: { lineHeight: '20px', overflowWrap: 'anywhere', ':not(:empty)': { width: '100%', marginBottom: '24px' } },
});

interface SheetMenuProps {
  readonly bridge: AppBridge;
  readonly view: LetterView;
  readonly said: readonly string[];
  readonly partName: (part: string) => string;
}

/** What was found out, to take away: for the file on paper, and for other programs. */
export function SheetMenu({ bridge, view, said, partName }: SheetMenuProps) {
  const { t, i18n } = useTranslation();
  const styles = useStyles();
  const tone = useToneText();
  const acts = useAttachmentActs();
  const report = async () => reportOf(view, (await bridge.ask('app.state', {})).version, new Date(), partName);
  const name = (ending: string) => reportName(view, t('report:fileName'), ending);
  const save = async (ending: 'json' | 'xml'): Promise<ActOutcome> => {
    const text = ending === 'json' ? jsonReport(await report()) : etsiReport(await report());
    return saveFile(bridge, { name: name(ending), contentType: `application/${ending}`, bytes: new TextEncoder().encode(text) });
  };
  const print = async (): Promise<ActOutcome> => {
    const answer = await bridge.ask('sheet.save', { name: name('pdf'), html: sheetHtml(await report(), said, partName, i18n.language, t) });
    if (!answer.ok) return { words: words(`fileFailure.${answer.failure.code}`), good: false };
    return answer.value === null ? null : { words: words('attachment.savedTo', { path: answer.value }), good: true };
  };
  return (
    <div className={styles.line}>
      <span role="status" className={mergeClasses(styles.said, acts.outcome?.good === false && tone.bad)} data-testid="report-said">{acts.outcome !== null && t(acts.outcome.words.key, acts.outcome.words.values)}</span>
      <Menu positioning="below-end">
        <MenuTrigger disableButtonEnhancement>
          <MenuButton className={styles.button} size="small" icon={<Print16Regular />} disabled={acts.busy} data-testid="report-menu">{t('details.menu')}</MenuButton>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => acts.run(print())} data-testid="report-sheet">{t('details.sheet')}</MenuItem>
            <MenuItem onClick={() => acts.run(save('json'))} data-testid="report-json">{t('details.json')}</MenuItem>
            <MenuItem onClick={() => acts.run(save('xml'))} data-testid="report-etsi">{t('details.etsiXml')}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </div>
  );
}
