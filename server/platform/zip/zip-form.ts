/** How a ZIP archive is laid out, as far as it is read and written here (APPNOTE 6.3, with the sizes of ZIP64). */

export const LOCAL_ENTRY = 0x04034b50
export const DESCRIPTOR = 0x08074b50
export const DIRECTORY_ENTRY = 0x02014b50
export const END = 0x06054b50
export const END_64 = 0x06064b50
export const LOCATOR_64 = 0x07064b50

export const LOCAL_ENTRY_BYTES = 30
export const DIRECTORY_ENTRY_BYTES = 46
export const END_BYTES = 22
export const END_64_BYTES = 56
export const LOCATOR_64_BYTES = 20

/** The field behind a name that has what 32 bits do not hold. */
export const SIZES_64 = 0x0001

/** Stands where the number is in a field of ZIP64. */
export const IN_64_BITS = 0xffffffff
export const COUNT_IN_64_BITS = 0xffff

export const STORED = 0
export const DEFLATED = 8
