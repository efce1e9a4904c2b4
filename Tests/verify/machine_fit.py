"""Fits the processors of pricing/rates/machines.json to llama-bench results of Spare Cores.

    python3 Tests/verify/machine_fit.py --write            # rewrite the "fitted" lines
    python3 Tests/verify/machine_fit.py --folds            # rewrite the folds of the cross-validation
    python3 Tests/verify/machine_fit.py                    # say how well the fit holds

A processor of n cores takes for one pass over a batch of b tokens
    max(bytes / R(n), 2 b (parameters + flat) / F(n)) + sync(n)
    R(n) = hypot(1 / (n decode), 1 / (share (n/8)^slope B(n)))^-1, B(n) the measured read bandwidth
    F(n) = hypot(1 / (n flops), 1 / node)^-1
    sync(n) = [n > 1] sync + n sync_per_core
and every model has an own factor on decode and on prefill, Llama 2 7B being the reference.
docs/method.md section 8 says what each figure means.
"""

import argparse
import csv
import json
import pathlib
import re

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
MACHINES = ROOT / "pricing/rates/machines.json"
FIXTURES = ROOT / "Tests/Fixtures/sparecores"
PASS = 512  # tokens of a prompt that llama.cpp reads in one pass
TESTS = {"tg16", "tg128", "pp16", "pp128", "pp512"}
PARAMETERS = {  # of the files of the extract, as their model cards give them
    "SmolLM-135M.Q4_K_M.gguf": 134.5e6,
    "qwen1_5-0_5b-chat-q4_k_m.gguf": 464.0e6,
    "gemma-2b.Q4_K_M.gguf": 2.506e9,
    "llama-7b.Q4_K_M.gguf": 6.738e9,
    "phi-4-q4.gguf": 14.66e9,
    "Llama-3.3-70B-Instruct-Q4_K_M.gguf": 70.55e9,
}
MODELS = list(PARAMETERS)
REFERENCE = MODELS.index("llama-7b.Q4_K_M.gguf")
NOISY = 1e9  # bytes; smaller models scatter by 30 % and more and count half
FIELDS = [
    "decode_gb_per_second", "gflops", "gflops_of_node", "bandwidth_share", "bandwidth_slope",
    "sync_ms", "sync_us_per_core", "flat_parameters",
]
ACCELERATED = ["decode_gb_per_second", "gflops", "sync_ms", "flat_parameters"]
# Standard deviations of the priors: of the logarithm, but of the slope itself.
WIDTHS = [1, 1, 0.5, 0.3, 0.15, 1.2, 1, 1]
GUESS = {  # GB/s and GFLOP/s of one core, ms of synchronization, millions of flat parameters
    "graviton2": (3.7, 17, 6, 50), "graviton3": (6, 30, 6, 50), "graviton4": (6.5, 32, 6, 50),
    "graviton5": (10, 47, 0.5, 50), "milan": (13, 73, 0.5, 50), "genoa": (20, 90, 0.5, 50),
    "turin": (30, 132, 0.5, 50), "icelake": (8.5, 62, 0.5, 50),
    "sapphire-rapids": (9, 250, 0.5, 300), "granite-rapids": (11, 260, 0.5, 300),
    "a10g": (400, 5e4, 1, 50), "l4": (230, 4e4, 1, 50), "l40s": (600, 1.3e5, 1, 50),
}


def rows(machines, without):
    """Results on one NUMA node, as columns; `without` is what to leave out: sizes, families, models."""
    processor_of = {g["suffix"]: g["processor"] for g in machines["generations"]}
    processor_of |= {f["family"]: f["processor"] for f in machines["families"]}
    accelerator_of = {f["family"]: f["processor"] for f in machines["accelerated"]}
    nodes = {p["processor"]: p["cores_per_node"] for p in machines["processors"]}
    kept = []
    with open(FIXTURES / "llama_bench.csv", newline="") as file:
        for row in csv.DictReader(file):
            family, size = row["instance"].split(".")
            if row["test"] not in TESTS or {family, size, row["model_file"]} & set(without):
                continue
            if row["backend"] == "CPU":
                processor = processor_of.get(family) or processor_of.get(family[1:])
                cores = int(row["threads"])
            else:
                processor, cores = accelerator_of.get(family), 1
                if float(row["model_bytes"]) > 20e9:
                    continue  # does not fit: part of it runs on the host
            if processor and cores <= nodes.get(processor, 1):
                kept.append((processor, cores, row))
    return kept


class Processor:
    """The parameters of one processor: priors, and the time of a pass."""

    def __init__(self, name, machines):
        described = {p["processor"]: p for p in machines["processors"]}.get(name)
        decode, flops, sync, flat = GUESS[name]
        self.is_accelerator = described is None
        cores = 1 if self.is_accelerator else described["cores_per_node"]
        curve = [[1, 1e6]] if self.is_accelerator else described["read_bandwidth"]["gb_per_second"]
        self.curve = np.log(np.array(curve, float)).T
        node = flops * 1e3 if self.is_accelerator else 0.8 * flops * cores
        self.guess = np.array(
            [np.log(decode), np.log(flops), np.log(node), np.log(0.8), 0.0,
             np.log(sync), np.log(50 if not self.is_accelerator else 1e-3), np.log(flat * 1e6)])

    def seconds(self, p, cores, weights, parameters, tokens, is_decode):
        decode, flops, node, share, _, sync, per_core, flat = np.exp(p)
        bandwidth = np.exp(np.interp(np.log(cores), *self.curve)) * share * (cores / 8) ** p[4]
        read = np.hypot(1 / (cores * decode), 1 / bandwidth) * weights / 1e9
        waits = (self.is_accelerator | (cores > 1)) * sync * 1e-3 + cores * per_core * 1e-6
        passes = np.ceil(tokens / PASS)
        compute = np.hypot(1 / (cores * flops), 1 / node) * 2e-9 * tokens / passes * (parameters + flat)
        prefill = passes * (np.maximum(read, compute) + waits) / tokens
        return np.where(is_decode, read + waits, prefill)


class Fit:
    """All processors and model factors at once, by Gauss-Newton on a robust loss."""

    def __init__(self, machines, without=()):
        kept = rows(machines, without)
        self.names = [n for n in GUESS if any(p == n for p, _, _ in kept)]
        self.processors = [Processor(n, machines) for n in self.names]
        self.owner = np.array([self.names.index(p) for p, _, _ in kept])
        self.cores = np.array([c for _, c, _ in kept], float)
        self.weights = np.array([float(r["model_bytes"]) for *_, r in kept])
        self.model = np.array([MODELS.index(r["model_file"]) for *_, r in kept])
        self.parameters = np.array([PARAMETERS[r["model_file"]] for *_, r in kept])
        self.tokens = np.array([float(r["test"][2:]) for *_, r in kept])
        self.is_decode = np.array([r["test"].startswith("tg") for *_, r in kept])
        self.log_rate = np.log([float(r["tokens_per_s"]) for *_, r in kept])
        self.importance = np.where(self.weights < NOISY, 0.5, 1.0)
        count = len(FIELDS) * len(self.names)
        offsets = 2 * len(MODELS)
        self.guess = np.concatenate([p.guess for p in self.processors] + [np.zeros(offsets)])
        self.width = np.concatenate([np.tile(WIDTHS, len(self.names)), np.full(offsets, 0.15)])
        for kind in range(2):
            self.width[count + kind * len(MODELS) + REFERENCE] = 1e-6
        self.solution = self.solve()

    def errors(self, p):
        """log(measured / fitted) of each result."""
        fitted = np.empty(len(self.log_rate))
        for index, processor in enumerate(self.processors):
            own = self.owner == index
            fitted[own] = -np.log(processor.seconds(
                p[len(FIELDS) * index:][:len(FIELDS)], self.cores[own], self.weights[own],
                self.parameters[own], self.tokens[own], self.is_decode[own]))
        offsets = p[len(FIELDS) * len(self.names):].reshape(2, -1)
        return self.log_rate - fitted - offsets[np.where(self.is_decode, 0, 1), self.model]

    def residuals(self, p):
        scaled = self.errors(p) * self.importance / 0.1
        robust = np.sign(scaled) * np.sqrt(2 * (np.sqrt(1 + scaled**2) - 1))
        return np.concatenate([robust, (p - self.guess) / self.width])

    def solve(self):
        p, damping = self.guess.copy(), 1e-2
        now = self.residuals(p)
        for _ in range(200):
            jacobian = np.empty((len(now), len(p)))
            for k in range(len(p)):
                step = np.zeros(len(p))
                step[k] = 1e-5 * min(1.0, self.width[k])
                jacobian[:, k] = (self.residuals(p + step) - now) / step[k]
            normal, slope = jacobian.T @ jacobian, jacobian.T @ now
            while damping < 1e12:
                trial = p - np.linalg.solve(normal + damping * np.diag(np.diag(normal)), slope)
                after = self.residuals(trial)
                if after @ after <= now @ now:
                    break
                damping *= 4
            gain, p, now, damping = now @ now - after @ after, trial, after, damping / 4
            if gain < 1e-9 * (now @ now):
                break
        return p

    def fitted(self):
        """The figures of each processor under their names, to four digits."""
        found = {}
        for index, name in enumerate(self.names):
            p = self.solution[len(FIELDS) * index:][:len(FIELDS)]
            values = np.where(np.array(FIELDS) == "bandwidth_slope", p, np.exp(p))
            found[name] = {f: float(f"{v:.4g}") for f, v in zip(FIELDS, values)}
            if self.processors[index].is_accelerator:
                found[name] = {f: found[name][f] for f in ACCELERATED}
            else:
                found[name]["to_cores"] = int(max(self.cores[self.owner == index]))
        return found

    def report(self):
        errors = np.abs(self.errors(self.solution))
        for kind, is_kind in (("decode", self.is_decode), ("prefill", ~self.is_decode)):
            for size, is_size in (("under", self.weights < NOISY), ("over", self.weights >= NOISY)):
                chosen = errors[is_kind & is_size]
                print(f"{kind} of models {size} 1 GB: {len(chosen)} results, "
                      f"median error {np.median(chosen):.1%}, 90 % within {np.quantile(chosen, 0.9):.1%}")


def rewrite(fitted):
    """Puts the figures on the "fitted" line that follows each processor's name."""
    name, lines = None, MACHINES.read_text().splitlines()
    for index, line in enumerate(lines):
        if match := re.match(r'      "processor": "([^"]+)"', line):
            name = match[1]
        if match := re.match(r'      "fitted": .*?(,?)$', line):
            figures = {"source": "SC-FIT", "status": "derived", **fitted[name]}
            lines[index] = f'      "fitted": {json.dumps(figures)}{match[1]}'
    MACHINES.write_text("\n".join(lines) + "\n")


def check(checks, costctl, folder):
    """The shipped figures are what the results of Spare Cores say, whoever fits them."""
    described = json.loads(MACHINES.read_text())
    fitted = Fit(described).fitted()
    for row in described["processors"] + described["accelerators"]:
        shipped, anew = row["fitted"], fitted[row["processor"]]
        off = {name: (shipped[name], value) for name, value in anew.items()
               if abs(shipped[name] - value) > 0.01 * abs(value) + 0.001}
        checks.expect(f"the figures of {row['processor']} are the fit's to 1 %", not off, off)


FOLDS = {
    "without-large": ["large"],
    "without-xlarge": ["xlarge"],
    "without-4xlarge": ["4xlarge"],
    "without-16xlarge": ["16xlarge"],
    "without-m-families": ["m6g", "m7g", "m8g", "m7a", "m7i", "m8i"],
    "without-c-families": ["c6g", "c7g", "c8g", "c7a", "c7i", "c8i"],
    "without-two-models": ["gemma-2b.Q4_K_M.gguf", "phi-4-q4.gguf"],
}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", action="store_true")
    options = parser.parse_args()
    described = json.loads(MACHINES.read_text())
    if options.folds:
        folds = {name: {"without": left, "fitted": Fit(described, left).fitted()}
                 for name, left in FOLDS.items()}
        (FIXTURES / "folds.json").write_text(json.dumps(folds, indent=1) + "\n")
    else:
        fit = Fit(described)
        fit.report()
        if options.write:
            rewrite(fit.fitted())
