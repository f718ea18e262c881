import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover } from '@fluentui/react-components';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { actIcons } from './ActBar';
import { keyWords } from './act-keys';
import { actNames, offeredActs } from './offered-acts';
import type { ActName, ActTarget } from './offered-acts';

export interface MenuPlace {
  readonly x: number;
  readonly y: number;
}

interface RowMenuProps {
  readonly place: MenuPlace | null;
  readonly targets: readonly ActTarget[];
  readonly onAct: (name: ActName) => void;
  readonly onClose: () => void;
}

/** The same acts at the pointer. */
export function RowMenu({ place, targets, onAct, onClose }: RowMenuProps) {
  const { t } = useTranslation();
  const target = useMemo(() => (place === null ? null : { getBoundingClientRect: () => new DOMRect(place.x, place.y, 0, 0) }), [place]);
  const offered = offeredActs(targets);
  if (target === null || offered.size === 0) return null;
  const shown = actNames.filter((name) => offered.has(name));
  const item = (name: ActName) => (
    <MenuItem key={name} icon={actIcons[name]} {...(keyWords[name] === undefined ? {} : { secondaryContent: keyWords[name] })} onClick={() => onAct(name)} data-testid={`menu-${name}`}>{t(`mailbox:act.name.${name}`)}</MenuItem>
  );
  const isFlag = (name: ActName) => name === 'read' || name === 'unread' || name === 'flag' || name === 'unflag';
  return (
    <Menu open positioning={{ target, position: 'below', align: 'start' }} onOpenChange={(_, data) => !data.open && onClose()}>
      <MenuPopover>
        <MenuList aria-label={t('mailbox:act.region')}>
          {shown.filter(isFlag).map(item)}
          <MenuDivider />
          {shown.filter((name) => !isFlag(name)).map(item)}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
