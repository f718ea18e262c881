import { Accordion, AccordionHeader, AccordionItem, AccordionPanel, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Section } from '../ui/Section';

const useStyles = makeStyles({
  steps: { margin: 0, paddingLeft: '24px', display: 'grid', rowGap: '6px', lineHeight: '20px' },
  note: { margin: 0, color: tokens.colorNeutralForeground2, lineHeight: '20px' },
});

/** steps of each provider's settings, as keys 1…n */
const providers = { gmail: 5, yahoo: 4, outlook: 4 } as const;

/** How letters that still come to a private mailbox reach the official one by themselves, until every sender knows the right address. */
export function ForwardingGuide({ address }: { readonly address: string }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <Section title={t('archive:forward.title')} lead={t('archive:forward.lead')}>
      <Accordion collapsible multiple data-testid="forwarding-guide">
        {Object.entries(providers).map(([provider, steps]) => (
          <AccordionItem key={provider} value={provider}>
            <AccordionHeader>{t(`archive:forward.${provider}.name`)}</AccordionHeader>
            <AccordionPanel>
              <ol className={styles.steps}>
                {Array.from({ length: steps }, (_, index) => <li key={index}>{t(`archive:forward.${provider}.step${index + 1}`, { address })}</li>)}
              </ol>
            </AccordionPanel>
          </AccordionItem>
        ))}
      </Accordion>
      <p className={styles.note}>{t('archive:forward.after')}</p>
    </Section>
  );
}
