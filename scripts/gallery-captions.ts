/** What belongs together on the page of screens. */
export interface Chapter {
  title: string
  /** Captions by the screens that the tours come to. */
  screens: Readonly<Record<string, string>>
}

export const CHAPTERS: readonly Chapter[] = [
  {
    title: 'A new PC',
    screens: {
      'first-start': 'The first start: host the front desk here, or join one.',
      join: 'A PC joins with a pairing code.',
      'set-up-gym': 'The gym and its first manager.',
      pairing: 'The pairing code for another PC, shown at a manager’s desk.',
      'this-pc': 'What is particular to this PC.',
    },
  },
  {
    title: 'At the desk',
    screens: {
      'sign-in': 'Signing in.',
      idle: 'Between two scans: who is inside, and what has happened.',
      granted: 'A member is checked in.',
      'granted-arabic-name': 'A name that is written from right to left.',
      warning: 'Checked in, with something to tell the member.',
      note: 'A note that must be read before the member comes in.',
      unknown: 'A card that nobody has.',
      denied: 'An expired plan, and what can be done about it.',
      renew: 'Renewing.',
      'let-in-anyway': 'Let in anyway, with a reason.',
      member: 'All of a member, from the scan.',
      search: 'Searching.',
      leaving: 'A member has left.',
      undone: 'A check-out is undone.',
      messages: 'Messages between desks.',
      notices: 'What the desk has to tell.',
      'roll-call': 'The roll call.',
      'shift-report': 'The shift report.',
      keys: 'Every key.',
      'set-up': 'Setting up a card reader.',
      'this-screen': 'Language, theme, text size and sound of this screen.',
      offline: 'The hub is away: the desk works on.',
      saved: 'What waits for the hub.',
      'members-screen': 'The screen that members see.',
    },
  },
  {
    title: 'Members',
    screens: {
      'members-list': 'All members, with their status.',
      'members-filters': 'Filters, which can be saved.',
      'to-call': 'Members to talk to, and who did.',
      sheet: 'All of a member.',
      'sheet-family': 'A family in the sheet of who holds the account.',
      freeze: 'Freezing a membership.',
      suspend: 'Suspending a member.',
      'end-membership': 'Ending a membership.',
      delete: 'What deleting a member means.',
      'new-member-looks-alike': 'A new member who may be there already.',
      'edit-member': 'Editing a member.',
      'print-cards': 'Membership cards to print.',
      duplicates: 'Members who may be the same person.',
      merge: 'Two members are merged, each value chosen.',
    },
  },
  {
    title: 'Plans and money',
    screens: {
      'plans-table': 'What the gym sells.',
      'plan-form': 'A plan.',
      'sell-at-the-desk': 'Selling a plan at the desk.',
      pass: 'A day pass or a trial.',
      guest: 'A member brings a guest.',
      'ledger-search': 'Every payment, and who took it.',
    },
  },
  {
    title: 'Moving in',
    screens: {
      'import-choose': 'A file of members is chosen.',
      'import-columns': 'What each column is, as the hub proposes it.',
      'import-answers': 'What the values of the other product mean.',
      'import-preview': 'What the import will do, before it is done.',
      'import-done': 'What it did.',
      'import-past': 'Past imports, which can be taken back.',
    },
  },
  {
    title: 'Staff and desks',
    screens: {
      'who-is-at-the-desk': 'Who is at the desk.',
      pin: 'Signing in with a PIN.',
      'own-pin': 'Setting your PIN.',
      'person-menu': 'The menu of who is signed in.',
      'sign-out': 'Signing out.',
      staff: 'Accounts.',
      'add-account': 'Adding an account.',
      'made-password': 'Its password, shown once.',
      desks: 'Desks.',
      'new-desk': 'The sign-in link of a new desk.',
      'remove-desk': 'Removing a desk.',
    },
  },
]
