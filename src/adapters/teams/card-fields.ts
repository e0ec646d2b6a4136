import type { CardField } from '../../core/thread/card.js';
import type { CardPart } from './card-parts.js';

/** What can be filled in, as the inputs of Adaptive Cards 1.5. A label of an input is no Markdown. */
export function drawField(field: CardField): CardPart {
  const { id, label, value, required } = field;
  const shared = {
    id,
    label,
    ...(value === undefined ? {} : { value }),
    ...(required === undefined ? {} : { isRequired: true, errorMessage: required }),
  };
  switch (field.kind) {
    case 'text':
      return { type: 'Input.Text', ...shared, isMultiline: field.multiline, maxLength: field.limit };
    case 'date':
      return { type: 'Input.Date', ...shared };
    case 'choice': {
      const choices = field.choices.map((choice) => ({ title: choice.label, value: choice.id }));
      return { type: 'Input.ChoiceSet', ...shared, style: 'compact', choices };
    }
  }
}
