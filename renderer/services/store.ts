import type { StoreApi } from 'zustand/vanilla'

/** A store as everybody but its owner has it: to be read, and to hear of its changes. */
export type Readable<State> = Omit<StoreApi<State>, 'setState'>
