"""Prints what a safetensors file holds: its metadata, then a line for each tensor: name, type, shape, values.

A reader by the format's description alone (https://github.com/huggingface/safetensors), which shares nothing
with tema's own; it checks what the description asks for, and that the data starts at a multiple of 64 bytes.
"""

import json
import math
import struct
import sys

FORMATS = {"U8": "B", "I32": "i", "I64": "q", "F32": "f", "F64": "d"}


def no_key_twice(pairs):
    assert len({key for key, _ in pairs}) == len(pairs), "a key is there twice"
    return dict(pairs)


with open(sys.argv[1], "rb") as file:
    content = file.read()
(length,) = struct.unpack("<Q", content[:8])
assert content[8:9] == b"{" and (8 + length) % 64 == 0
header = json.loads(content[8 : 8 + length].decode("utf-8"), object_pairs_hook=no_key_twice)
data = content[8 + length :]

metadata = header.pop("__metadata__")
assert all(isinstance(value, str) for value in metadata.values())
checksums = {key for key in metadata if key.startswith("xxh3")}
assert checksums == {"xxh3"} | {"xxh3:" + name for name in header}
print("metadata", json.dumps({key: metadata[key] for key in metadata if key not in checksums}))

position = 0
for name, tensor in header.items():
    begin, end = tensor["data_offsets"]
    number = FORMATS[tensor["dtype"]]
    values = struct.unpack(f"<{math.prod(tensor['shape'])}{number}", data[begin:end])
    assert begin == position and begin % struct.calcsize(number) == 0
    position = end
    print(json.dumps(name), tensor["dtype"], tensor["shape"], list(values))
assert position == len(data)
