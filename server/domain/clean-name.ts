/**
 * Not seen by anybody; some turn what stands after them round, so that a name is read as another one. The two joiners stay:
 * Persian and the scripts of India are spelled with them.
 */
const UNSEEN = /(?![\u200c\u200d])\p{Default_Ignorable_Code_Point}/gu

/** A joiner that joins nothing. */
const LOOSE_JOINERS = /(?<![\p{L}\p{M}])[\u200c\u200d]+|[\u200c\u200d]+(?![\p{L}\p{M}])/gu

/** A name as it is kept and shown: on one line, without marks that nobody sees or that turn it round. May be empty then. */
export function cleanName(name: string): string {
  return name
    .toWellFormed()
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(LOOSE_JOINERS, '')
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
}

/** True where there is something of a name to be seen: a letter or a digit of any script. */
export function isSeen(cleanedName: string): boolean {
  return /[\p{L}\p{N}]/u.test(cleanedName)
}
