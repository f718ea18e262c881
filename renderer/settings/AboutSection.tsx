import { useTranslation } from 'react-i18next';
import { Pairs } from '../ui/Pairs';
import { Section } from '../ui/Section';
import { Strip } from '../ui/Strip';

interface AboutSectionProps {
  readonly version: string;
  readonly policyNotes: readonly string[];
  readonly journalNotes: readonly string[];
}

export function AboutSection({ version, policyNotes, journalNotes }: AboutSectionProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('settings.about')}>
      <Pairs rows={[
        { name: t('settings.version'), value: `VanThu ${version}` },
        { name: t('settings.licence'), value: t('settings.licenceText') },
        { name: t('settings.policy'), value: policyNotes.length === 0 ? t('settings.policyNone') : policyNotes.map((note) => t(`policyNote.${note}`, { defaultValue: t('policyNote.wrongShape') })).join(' ') },
      ]} />
      {journalNotes.map((note, index) => (
        <Strip key={index} tone="warn" label={t('common.notice')} headline={t(`journalNote.${note}`, { defaultValue: t('journalNote.other') })} />
      ))}
    </Section>
  );
}
