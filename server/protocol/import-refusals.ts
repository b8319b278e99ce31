/**
 * Why a row of a members file is refused: each goes on from the name of the column, and says what to do. The command line and the
 * file of the rest say it so; a screen says it by its code, in the language of whoever reads it.
 */
export const IMPORT_REFUSALS = {
  lost_characters:
    'has characters that were lost before. Write them again, or save the file again from where it comes.',
  zero_byte: 'has a zero byte. Take it out.',
  spreadsheet_error:
    'has what a spreadsheet shows for a value that it cannot show. Write the value itself, and save the file again.',
  shortened:
    'has a number that a spreadsheet has shortened. Make the column a text column, write the number again in full, and save the file again.',
  other_encoding: 'cannot be read as {{encoding}}. Save the file as UTF-8, and take that.',
  too_many_cells:
    'the row has {{cells}} cells, the header {{header}}. Look for a separator inside a cell, and put quotation marks around that.',
  too_few_cells:
    'the row ends after cell {{cells}}, the header after column {{needed}}. Fill in what is missing.',
  two_days: 'could be two days. Say for this column whether the day or the month comes first.',
  no_day: 'is no day that can be read. Write it as 2026-11-23.',
  no_calendar_day: 'must be a day that exists, such as 2026-11-23.',
  no_birthday: 'must be a day that exists, such as 1990-11-23, or 11-23 where the year is not known.',
  birthday_to_come: 'is in the future. Write the day of birth.',
  ends_before_start: 'is before {{from}}. Write the later day here.',
  no_sum: 'is no sum that can be read in one way. Write it as 12.50, or say for this column what a point is.',
  debt_or_credit: 'may be a debt or a credit. Say for this column which sums are debts.',
  no_whole_number: 'must be a whole number.',
  unknown_status: 'has a word without a meaning yet. Say for this column what it means.',
  empty_status: 'is empty. Say for this column what that means.',
  expired_without_end: 'says expired, and no end is there. Write it, or let the word mean suspended.',
  expired_to_come: 'says expired, and the end is still to come. Mend the one that is wrong.',
  empty_end: 'is empty. Write the end, or say for this column that there is none then.',
  no_yes_or_no: 'is neither yes nor no. Write one of the two.',
  empty_name: 'must not be empty.',
  no_name: 'is no name. Write the name.',
  invisible_name: 'has nothing that can be seen. Write the name.',
  too_long: 'may have at most {{most}} characters.',
  unreadable_card:
    'has a card that no reader is believed: a code has {{least}} to {{most}} characters. Write the whole number of the card.',
  card_twice:
    'has a card of line {{before}} too (large and small letters are the same, a blank begins another card, and ]C1 or the like before a code is from the reader). Two members have no card together: take it from one of them.',
  foreign_card: 'has a card that belongs to another member. Take it out, or take it from them first.',
  id_twice: 'is that of line {{before}} too. Two lines are two members: empty one of the ids.',
  same_person:
    'is the same person as line {{before}}, by everything that both have. A member has one line: keep the one that counts.',
  may_be_same_person:
    'is the name of line {{before}} too, and nothing tells the two apart. Add an e-mail address, a phone number or a birthday to both, or take one out.',
  same_member:
    'is the same member as line {{before}}. Two lines are two members: take one of them out, or give one an id of its own.',
  other_name_by_number:
    'is another name than that of the member who came with this number before, and nothing else agrees. Change the name here first if it is the same person; else give this line another number.',
  other_name_by_card:
    'is another name than that of the member who has this card. Put the id of the member into the column id if it is the same person; else take the card out.',
  namesake:
    'is the name of a member whom we have. Put their id into the column id if it is the same person; else put an id of its own there, or an e-mail address, a phone number or a birthday that differs from theirs.',
  changed_since_export:
    'was changed here since this file was exported. Export the members again, and change that file; or write here what it is now.',
  changed_since_import:
    'was changed here since the last import. Export the members again, and change that file; or write here what it is now.',
} as const

export type ImportRefusalCode = keyof typeof IMPORT_REFUSALS

/** Those that one answer about the column mends, however many lines they are. */
export const MENDED_BY_AN_ANSWER: ReadonlySet<ImportRefusalCode> = new Set([
  'two_days',
  'debt_or_credit',
  'unknown_status',
  'empty_status',
  'empty_end',
])

/** Why a row is refused, by its code, and what its sentence names. */
export interface ImportRefusal {
  code: ImportRefusalCode
  fields: Readonly<Record<string, string | number>>
}
