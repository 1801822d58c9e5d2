using Rote.Bench;
using Rote.Tensors.Native;

// What each measurement is and how to run it: bench/README.md.
NativeBoot.KeepFreedMemory(); // as `rote train` does
switch (args)
{
    case ["block-overhead"]:
        BlockOverhead.Run();
        return 0;
    case ["training-memory", var steps]:
        TrainingMemory.Run(int.Parse(steps));
        return 0;
    case ["step-export", var data, var folder]:
        TranslationStep.Export(data, folder);
        return 0;
    case ["step-time", var folder, var rounds]:
        TranslationStep.Time(folder, int.Parse(rounds));
        return 0;
    default:
        Console.Error.WriteLine("usage: block-overhead | training-memory STEPS | step-export MULTI30K_FOLDER FOLDER | step-time FOLDER ROUNDS");
        return 2;
}
