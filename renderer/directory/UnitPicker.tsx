import { Combobox, Option } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { searchKey, searchWords } from '../../core/base/search-key';
import type { UnitId } from '../../core/model/ids';
import type { Unit } from '../../core/model/unit';

/** offered at a time; further ones are found by typing */
const most = 30;

interface UnitPickerProps {
  readonly directory: readonly Unit[];
  readonly chosen: UnitId | null;
  readonly placeholder: string;
  readonly onChoose: (unitId: UnitId | null) => void;
}

/** One unit of the directory, by typing a part of its name; an emptied field chooses none. */
export function UnitPicker({ directory, chosen, placeholder, onChoose }: UnitPickerProps) {
  const name = directory.find(({ unitId }) => unitId === chosen)?.name ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const found = useMemo(() => {
    const words = searchWords(typed ?? '');
    return directory.filter((unit) => {
      const key = searchKey([unit.name, ...unit.aliases, ...unit.codes].join(' '));
      return words.every((word) => key.includes(word));
    }).slice(0, most);
  }, [directory, typed]);
  const above = (unit: Unit): string => directory.find(({ unitId }) => unitId === unit.parentId)?.name ?? '';
  return (
    <Combobox
      freeform value={typed ?? name} placeholder={placeholder} selectedOptions={chosen === null ? [] : [chosen]}
      onChange={(event) => {
        setTyped(event.target.value);
        if (event.target.value.trim() === '') onChoose(null);
      }}
      onBlur={() => setTyped(null)}
      onOptionSelect={(_, data) => {
        if (data.optionValue === undefined) return;
        onChoose(data.optionValue as UnitId);
        setTyped(null);
      }}
    >
      {found.map((unit) => <Option key={unit.unitId} value={unit.unitId} text={unit.name}>{above(unit) === '' ? unit.name : `${unit.name} (${above(unit)})`}</Option>)}
    </Combobox>
  );
}
