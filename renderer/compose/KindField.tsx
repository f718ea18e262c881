import { Dropdown, Field, Option, OptionGroup } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../core/model/draft';
import { templateOf, templates } from '../../core/outgoing/template';

interface KindFieldProps {
  readonly draft: Draft;
  readonly disabled: boolean;
  readonly onTemplate: (templateId: string) => void;
}

/** Official document or ordinary letter, and of which type. */
export function KindField({ draft, disabled, onTemplate }: KindFieldProps) {
  const { t } = useTranslation();
  const chosen = templateOf(draft);
  return (
    <Field label={t('compose:kindLabel')}>
      <Dropdown value={chosen?.name ?? t('compose:kind.letter')} selectedOptions={chosen === null ? [] : [chosen.id]} disabled={disabled} onOptionSelect={(_, data) => data.optionValue !== undefined && onTemplate(data.optionValue)} data-testid="compose-kind">
        {(['vi', 'th', 'ms'] as const).map((language) => (
          <OptionGroup key={language} label={t(`compose:language.${language}`)}>
            {templates.filter((one) => one.language === language).map((one) => <Option key={one.id} value={one.id}>{one.name}</Option>)}
          </OptionGroup>
        ))}
      </Dropdown>
    </Field>
  );
}
