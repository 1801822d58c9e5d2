"""The training step of the default recipe for parallel text in PyTorch, on the weights and batches that Rote.Bench wrote.

    python3 torch_step.py FOLDER ROUNDS [THREADS]

Prints one JSON line. The first loss, without dropout, must equal Rote's: it shows that both compute the same model.
"""

import json
import math
import sys
import time

import numpy
import torch
from torch import nn
from torch.nn import functional as F

WARM_UPS = 5
KINDS = {"F32": numpy.float32, "I64": numpy.int64, "BOOL": numpy.bool_}


def read(path):
    """Every tensor of a safetensors file."""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            array = numpy.frombuffer(data[begin:end], KINDS[entry["dtype"]]).reshape(entry["shape"])
            tensors[name] = torch.from_numpy(array.copy())
    return tensors


class Model(nn.Module):
    """Embeddings, sinusoids, post-norm layers of torch.nn, a tied output."""

    def __init__(self, config):
        super().__init__()
        width, self.dropout = config["d_model"], config["dropout"]
        self.table = nn.Embedding(config["vocab_size"], width, padding_idx=config["pad_token_id"])
        self.register_buffer("bias", torch.zeros(config["vocab_size"]))
        make = dict(d_model=width, dropout=self.dropout, activation="relu", batch_first=True)
        self.encoder = nn.ModuleList(
            nn.TransformerEncoderLayer(nhead=config["encoder_attention_heads"], dim_feedforward=config["encoder_ffn_dim"], **make)
            for _ in range(config["encoder_layers"]))
        self.decoder = nn.ModuleList(
            nn.TransformerDecoderLayer(nhead=config["decoder_attention_heads"], dim_feedforward=config["decoder_ffn_dim"], **make)
            for _ in range(config["decoder_layers"]))
        for module in self.modules():  # dropout on sublayers only, as the recipe has it
            if isinstance(module, nn.MultiheadAttention):
                module.dropout = 0.0
            if isinstance(module, (nn.TransformerEncoderLayer, nn.TransformerDecoderLayer)):
                module.dropout.p = 0.0
        half = width // 2
        frequency = 10000 ** (-2 * torch.arange(half, dtype=torch.float64) / width)
        angle = torch.arange(config["max_position_embeddings"], dtype=torch.float64)[:, None] * frequency
        self.register_buffer("positions", torch.cat([angle.sin(), angle.cos()], 1).float())

    def embed(self, ids):
        x = self.table(ids) * math.sqrt(self.table.embedding_dim) + self.positions[: ids.shape[1]]
        return F.dropout(x, self.dropout, self.training)

    def forward(self, source, keep, written):
        hidden_keys = ~keep
        memory = self.embed(source)
        for layer in self.encoder:
            memory = layer(memory, src_key_padding_mask=hidden_keys)
        x = self.embed(written)
        future = torch.triu(torch.ones(written.shape[1], written.shape[1], dtype=torch.bool), 1)
        for layer in self.decoder:
            x = layer(x, memory, tgt_mask=future, memory_key_padding_mask=hidden_keys)
        return F.linear(x, self.table.weight, self.bias)


def load(model, weights):
    def attention(module, name):
        for kind in ("weight", "bias"):
            getattr(module, f"in_proj_{kind}").copy_(torch.cat([weights[f"{name}.{part}_proj.{kind}"] for part in "qkv"]))
            getattr(module.out_proj, kind).copy_(weights[f"{name}.out_proj.{kind}"])

    def pair(module, name):
        module.weight.copy_(weights[f"{name}.weight"])
        module.bias.copy_(weights[f"{name}.bias"])

    with torch.no_grad():
        model.table.weight.copy_(weights["model.shared.weight"])
        for stack, layers in (("encoder", model.encoder), ("decoder", model.decoder)):
            for number, layer in enumerate(layers):
                root = f"model.{stack}.layers.{number}"
                attention(layer.self_attn, f"{root}.self_attn")
                pair(layer.norm1, f"{root}.self_attn_layer_norm")
                if stack == "decoder":
                    attention(layer.multihead_attn, f"{root}.encoder_attn")
                    pair(layer.norm2, f"{root}.encoder_attn_layer_norm")
                pair(layer.linear1, f"{root}.fc1")
                pair(layer.linear2, f"{root}.fc2")
                pair(layer.norm3 if stack == "decoder" else layer.norm2, f"{root}.final_layer_norm")


def loss_of(model, batch):
    scores = model(batch["source"], batch["keep"], batch["input"])
    return F.cross_entropy(scores.flatten(0, 1), batch["labels"].flatten(), ignore_index=-100, label_smoothing=0.1)


def main():
    folder, rounds = sys.argv[1], int(sys.argv[2])
    torch.set_num_threads(int(sys.argv[3]) if len(sys.argv) > 3 else 2)
    torch.manual_seed(1)
    with open(f"{folder}/config.json") as file:
        model = Model(json.load(file))
    load(model, read(f"{folder}/model.safetensors"))
    tensors = read(f"{folder}/batches.safetensors")
    count = 1 + max(int(name.split(".")[0]) for name in tensors)
    batches = [{key: tensors[f"{number}.{key}"] for key in ("source", "keep", "input", "labels")} for number in range(count)]
    model.train()
    dropout, model.dropout = model.dropout, 0.0
    switches = [(module, module.p) for module in model.modules() if isinstance(module, nn.Dropout)]
    for module, _ in switches:
        module.p = 0.0
    with torch.no_grad():
        first = loss_of(model, batches[0]).item()
    model.dropout = dropout
    for module, probability in switches:
        module.p = probability
    parameters = list(model.parameters())
    optimizer = torch.optim.Adam(parameters, lr=1e-4, betas=(0.9, 0.98), eps=1e-9, foreach=True)
    times, tokens = [], 0
    for step in range(-WARM_UPS, rounds * count):
        batch = batches[step % count]
        start = time.perf_counter()
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(model, batch)
        loss.item()
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        if step >= 0:
            times.append((time.perf_counter() - start) * 1000)
            tokens += int(batch["keep"].sum() + (batch["labels"] >= 0).sum())
    print(json.dumps({
        "library": f"PyTorch {torch.__version__}", "threads": torch.get_num_threads(), "firstLossWithoutDropout": first,
        "medianMilliseconds": float(numpy.median(times)), "steps": len(times), "tokensPerSecond": tokens / (sum(times) / 1000),
    }))


main()
