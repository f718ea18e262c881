import { Field, Radio, RadioGroup, Switch } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { Preferences } from '../../core/contract/commands';
import { Section } from '../ui/Section';

interface AppearanceSectionProps {
  readonly bridge: AppBridge;
  readonly preferences: Preferences;
  readonly onChanged: () => void;
}

export function AppearanceSection({ bridge, preferences, onChanged }: AppearanceSectionProps) {
  const { t } = useTranslation();
  const set = (change: Partial<Preferences>) => {
    bridge.ask('preferences.set', change).then(onChanged, onChanged);
  };
  return (
    <Section title={t('settings.appearance')}>
      <Field label={t('settings.language')}>
        <RadioGroup layout="horizontal" value={preferences.language} onChange={(_, data) => set({ language: data.value === 'en' ? 'en' : 'vi' })} data-testid="language">
          <Radio value="vi" label="Tiếng Việt" />
          <Radio value="en" label="English" />
        </RadioGroup>
      </Field>
      <Field label={t('settings.theme')}>
        <RadioGroup layout="horizontal" value={preferences.theme} onChange={(_, data) => set({ theme: data.value as Preferences['theme'] })} data-testid="theme">
          <Radio value="system" label={t('settings.themeSystem')} />
          <Radio value="light" label={t('settings.themeLight')} />
          <Radio value="dark" label={t('settings.themeDark')} />
        </RadioGroup>
      </Field>
      <Field hint={t('settings.autostartHint')}>
        <Switch checked={preferences.autostart} onChange={(_, data) => set({ autostart: data.checked })} label={t('settings.autostart')} data-testid="autostart" />
      </Field>
    </Section>
  );
}
