/** The bytes of a file, wherever they are: in memory, or on the disk, where they are read as they are asked for. */
export interface FileBytes {
  readonly length: number
  /** A copy of some of them. */
  slice: (from?: number, to?: number) => Uint8Array<ArrayBuffer>
}
