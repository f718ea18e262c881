import { webDarkTheme, webLightTheme } from '@fluentui/react-components';
import type { Theme } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Preferences } from '../../core/contract/commands';

/** The system's own face first; Noto and Leelawadee so that Thai and every Vietnamese mark stand right where it lacks them. */
const fontFamilyBase = '"Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, "Noto Sans", "Noto Sans Thai", "Leelawadee UI", Thonburi, "Helvetica Neue", Arial, sans-serif';

const light: Theme = { ...webLightTheme, fontFamilyBase };
const dark: Theme = { ...webDarkTheme, fontFamilyBase };

export function useTheme(preference: Preferences['theme']): { readonly theme: Theme; readonly dark: boolean } {
  const [systemDark, setSystemDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => setSystemDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  const isDark = preference === 'dark' || (preference === 'system' && systemDark);
  return { theme: isDark ? dark : light, dark: isDark };
}
