/** What a member of staff pressed on a card that is no alert. Who pressed is never in it: the sender did. */
export type StaffPress =
  | {
      verb: 'day_remind' | 'day_ill' | 'day_move' | 'day_history' | 'day_refresh' | 'day_alerts';
      /** Whose students are on the card. */
      owner: string;
      date: string;
      /** What the card is known by. */
      card: string;
      /** Who was chosen; '' for nobody. */
      student: string;
      /** The date to move to; '' where there is none. */
      to: string;
    }
  /** Says the words of a button, as if they were typed. */
  | { verb: 'staff_say'; say: string; card: string }
  /** Posts the card of an alert once more. */
  | { verb: 'alert_again'; alert: string };
