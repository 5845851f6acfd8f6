import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";

const HEADER = 64;
/** Beginning of an ELF file of 64 bits, little-endian. */
const ELF = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]);

/**
 * Whether a program is there, and not cut off by a full disk or a crash of the machine: the segments
 * of an ELF file end within it. Of other files, only empty ones are told.
 */
export function isWholeProgram(file: string): boolean {
  if (!existsSync(file)) return false;
  const descriptor = openSync(file, "r");
  try {
    const { size } = fstatSync(descriptor);
    const read = (position: number, length: number) => {
      const part = Buffer.alloc(length);
      readSync(descriptor, part, { position });
      return part;
    };
    const header = read(0, HEADER);
    if (!header.subarray(0, ELF.length).equals(ELF)) return size > 0;
    const [first, length, count] = [
      Number(header.readBigUInt64LE(32)),
      header.readUInt16LE(54),
      header.readUInt16LE(56),
    ];
    if (size < HEADER || first + length * count > size) return false;
    return Array.from({ length: count }, (_, index) => read(first + index * length, length)).every(
      (segment) => Number(segment.readBigUInt64LE(8) + segment.readBigUInt64LE(32)) <= size,
    );
  } finally {
    closeSync(descriptor);
  }
}
