import { MOST_STATUSES, type ImportField } from '../../../../protocol/import-mapping.ts'
import { datesIn, type ColumnContent } from './column-watch.ts'

/** What the cells of a column say of the field that its name means. */
export type Fit = 'agrees' | 'open' | 'contradicts'

/** Of a column with a name of the field so many cells have its form; the others are mistakes in it. */
const AGREES = 0.9

/** Below this the column is something else. */
const CONTRADICTS = 0.5

/** Rows from which on something can be said of how often words come again. */
const ROWS_THAT_TELL = 20

function byShare(share: number): Fit {
  if (share >= AGREES) return 'agrees'
  return share < CONTRADICTS ? 'contradicts' : 'open'
}

/** A test of a column's cells; it is asked of filled ones alone. */
type FitTest = (content: ColumnContent) => Fit

const share = (content: ColumnContent, count: number): number => count / content.filled

const isName: FitTest = (content) => byShare(share(content, content.names))

const isDay: FitTest = (content) => byShare(share(content, datesIn(content)))

/** 26-11-2026 has the form of a number too. */
const isPhone: FitTest = (content) =>
  isDay(content) === 'agrees' && content.whole < content.filled
    ? 'contradicts'
    : byShare(share(content, content.phones))

/** People have one each. */
const isOwn = (content: ColumnContent): Fit => {
  if (isDay(content) === 'agrees' && content.whole < content.filled) return 'contradicts'
  if (share(content, content.codes) < CONTRADICTS || share(content, content.emails) > 0) return 'contradicts'
  return content.isDistinct && share(content, content.codes) >= AGREES ? 'agrees' : 'open'
}

/** A few words that come again; never numbers, dates or addresses. */
const isKind: FitTest = (content) => {
  const strange = content.emails + Math.max(content.whole, datesIn(content))
  if (share(content, strange) > 1 - AGREES) return 'contradicts'
  if (content.filled < ROWS_THAT_TELL) return 'open'
  return content.words && content.words.size <= content.filled / 2 ? 'agrees' : 'open'
}

const TESTS: Readonly<Record<ImportField, FitTest>> = {
  old_id: isOwn,
  full_name: isName,
  first_name: isName,
  last_name: isName,
  email: (content) => byShare(share(content, content.emails)),
  mobile: isPhone,
  phone: isPhone,
  birthday(content) {
    const fit = isDay(content)
    // Dates of this year and the last ones are of something else.
    return fit === 'agrees' && share(content, content.longAgo + content.dates.none) < CONTRADICTS
      ? 'contradicts'
      : fit
  },
  credentials(content) {
    if (share(content, content.bankCards) > 1 - AGREES) return 'contradicts'
    return share(content, content.yesNo) >= AGREES ? 'contradicts' : isOwn(content)
  },
  membership_type: isKind,
  valid_from: isDay,
  valid_until: isDay,
  frozen_from: isDay,
  frozen_until: isDay,
  visits_left: (content) => byShare(share(content, content.whole)),
  status(content) {
    const known = content.statuses + content.yesNo
    if (known === content.filled) return 'agrees'
    return content.words && content.words.size <= MOST_STATUSES ? 'open' : 'contradicts'
  },
  suspended: (content) => byShare(share(content, content.yesNo)),
  debt: (content) => byShare(share(content, content.money)),
  note: (content) => (share(content, content.emails) >= AGREES ? 'contradicts' : 'agrees'),
}

/** What a column's cells say; nothing where all are empty. */
export function fitOf(field: ImportField, content: ColumnContent): Fit {
  return content.filled === 0 ? 'open' : TESTS[field](content)
}
