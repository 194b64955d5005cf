/** How a field of the messages is shown: its name, unit and number of digits. */
import type { FieldState } from '../../../wasm/provisioner';
import { live as words } from '../text/live';
import { decimal, measured, number } from '../text/format';

export interface ShownField {
  key: string;
  quantity: FieldState['quantity'];
  name: string;
  unit: string;
  max: number | null;
  convert: (value: number) => number;
  /** A converted value, without its unit. */
  format: (value: number) => string;
}

export function shownField({ name, quantity, max }: FieldState, fahrenheit: boolean): ShownField {
  const same = (value: number): number => value;
  switch (quantity) {
    case 'temperature':
      return {
        key: name,
        quantity,
        name: words.temperature,
        unit: fahrenheit ? '°F' : '°C',
        max,
        convert: fahrenheit ? (celsius) => celsius * 1.8 + 32 : same,
        format: (value) => decimal(value, 1),
      };
    case 'light':
      return {
        key: name,
        quantity,
        name: words.light,
        unit: max === null ? words.lightUnit : words.of(number(max)),
        max,
        convert: same,
        format: measured,
      };
    case 'other':
      return { key: name, quantity, name, unit: '', max, convert: same, format: measured };
  }
}

/** "23.4 °C" */
export function withUnit(field: ShownField, value: number): string {
  return [field.format(value), field.unit].filter(Boolean).join(' ');
}
