import { makeStyles, shorthands, tokens } from '@fluentui/react-components';

/** Foreground and surface of each tone, from theme tokens so that light and dark both keep their contrast. */
export const useToneText = makeStyles({
  neutral: { color: tokens.colorNeutralForeground2 },
  good: { color: tokens.colorStatusSuccessForeground1 },
  warn: { color: tokens.colorStatusWarningForeground2 },
  bad: { color: tokens.colorStatusDangerForeground3 },
  info: { color: tokens.colorBrandForeground1 },
});

export const useToneSurface = makeStyles({
  neutral: { backgroundColor: tokens.colorNeutralBackground2, ...shorthands.borderColor(tokens.colorNeutralStroke2) },
  good: { backgroundColor: tokens.colorStatusSuccessBackground1, ...shorthands.borderColor(tokens.colorStatusSuccessBorder1) },
  warn: { backgroundColor: tokens.colorStatusWarningBackground1, ...shorthands.borderColor(tokens.colorStatusWarningBorder1) },
  bad: { backgroundColor: tokens.colorStatusDangerBackground1, ...shorthands.borderColor(tokens.colorStatusDangerBorder1) },
  info: { backgroundColor: tokens.colorBrandBackground2, ...shorthands.borderColor(tokens.colorBrandStroke2) },
});
