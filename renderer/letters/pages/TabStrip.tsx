import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger, Tab, TabList, makeStyles } from '@fluentui/react-components';
import { ChevronDown16Regular } from '@fluentui/react-icons';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Stamp } from '../../ui/Stamp';
import { scrollToShow } from './tab-scroll';

const useStyles = makeStyles({
  strip: { flexGrow: 1, minWidth: 0, marginLeft: '-10px', overflowX: 'auto', overflowY: 'hidden', scrollbarWidth: 'none' },
  tabs: { width: 'max-content', flexWrap: 'nowrap' },
  tab: { maxWidth: '260px', flexShrink: 0 },
  label: { display: 'flex', alignItems: 'center', columnGap: '6px', minWidth: 0 },
  name: { display: 'block', minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  menu: { flexShrink: 0 },
  popover: { maxWidth: 'min(480px, 80vw)', maxHeight: '60vh', overflowY: 'auto' },
  choice: { maxWidth: 'none', overflowWrap: 'anywhere' },
});

export interface StripTab {
  readonly id: string;
  readonly name: string;
  /** a word of caution beside the name */
  readonly caution?: string;
}

interface TabStripProps {
  /** prefix of the ids that tie a tab to its panel */
  readonly id: string;
  readonly tabs: readonly StripTab[];
  readonly shown: string;
  readonly onChoose: (id: string) => void;
}

/** Tabs in one line however many there are: the line scrolls by itself to the one shown, and a menu names them all when some are out of sight. */
export function TabStrip({ id, tabs, shown, onChoose }: TabStripProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const strip = useRef<HTMLDivElement>(null);
  const [crowded, setCrowded] = useState(false);
  useLayoutEffect(() => {
    const line = strip.current;
    if (line === null) return undefined;
    const settle = () => {
      setCrowded(line.scrollWidth > line.clientWidth + 1);
      const tab = line.querySelector<HTMLElement>('[role=tab][aria-selected=true]');
      if (tab === null) return;
      const left = tab.getBoundingClientRect().left - line.getBoundingClientRect().left + line.scrollLeft;
      line.scrollLeft = scrollToShow({ from: line.scrollLeft, room: line.clientWidth }, { left, width: tab.offsetWidth });
    };
    settle();
    const watcher = new ResizeObserver(settle);
    watcher.observe(line);
    return () => watcher.disconnect();
  }, [tabs, shown]);
  return (
    <>
      <div ref={strip} className={styles.strip}>
        <TabList className={styles.tabs} size="small" selectTabOnFocus selectedValue={shown} onTabSelect={(_event, { value }) => onChoose(String(value))}>
          {tabs.map((tab) => (
            <Tab key={tab.id} className={styles.tab} value={tab.id} id={`${id}-tab-${tab.id}`} aria-controls={`${id}-panel-${tab.id}`} data-testid={`tab-${tab.id}`}>
              <span className={styles.label}><span className={styles.name} title={tab.name}>{tab.name}</span>{tab.caution !== undefined && <Stamp kind="caution">{tab.caution}</Stamp>}</span>
            </Tab>
          ))}
        </TabList>
      </div>
      {crowded && (
        <Menu positioning="below-end" checkedValues={{ tab: [shown] }} onCheckedValueChange={(_event, { checkedItems }) => checkedItems[0] !== undefined && onChoose(checkedItems[0])}>
          <MenuTrigger disableButtonEnhancement>
            <Button className={styles.menu} size="small" appearance="subtle" icon={<ChevronDown16Regular />} aria-label={t('pages:chooseTab', { count: tabs.length })} title={t('pages:chooseTab', { count: tabs.length })} data-testid="tab-menu" />
          </MenuTrigger>
          <MenuPopover className={styles.popover}>
            <MenuList>
              {tabs.map((tab) => <MenuItemRadio key={tab.id} className={styles.choice} name="tab" value={tab.id}>{tab.name}</MenuItemRadio>)}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
    </>
  );
}
