/** Windows keeps others from a file by lists of who may, not by the file's mode. */
export const HAS_FILE_MODES = process.platform !== 'win32'

/** Windows ends a process at once where other systems ask it to stop. */
export const HAS_STOP_SIGNALS = process.platform !== 'win32'
