"""Sentences with words of several meanings, written for this course before any model had read them.

Each word stands in six sentences of each of its meanings, in the same form, once.
"""

HOMOGRAPHS: dict[str, dict[str, tuple[str, ...]]] = {
    "mole": {
        "animal": (
            "The American shrew mole digs shallow tunnels under the leaves.",
            "A mole came up through the lawn last night.",
            "The mole is nearly blind, but it smells the worms.",
            "Our dog caught a mole behind the barn.",
            "With its broad hands a mole moves the soil aside.",
            "The gardener set a trap for the mole.",
        ),
        "amount": (
            "One mole of carbon dioxide weighs 44 grams.",
            "A mole of water molecules fills a small glass.",
            "The reaction gives off one mole of gas.",
            "Divide the mass by the weight of one mole.",
            "Each mole of the acid needs two of the base.",
            "There are as many atoms in a mole of iron as in one of gold.",
        ),
        "skin": (
            "Take a biopsy of the mole.",
            "She has a small brown mole on her left cheek.",
            "The doctor removed the mole from his back.",
            "A mole that changes its colour should be examined.",
            "The mole on her shoulder has been there since birth.",
            "He was worried because the mole had begun to bleed.",
        ),
    },
    "bank": {
        "money": (
            "She opened an account at the bank.",
            "The bank raised its interest rates again.",
            "He owes the bank ten thousand dollars.",
            "The bank was robbed on Friday.",
            "My bank charges a fee for every card.",
            "The bank refused to lend them money.",
        ),
        "river": (
            "They had a picnic on the bank of the river.",
            "The boat was tied to the bank.",
            "Willows grow along the bank.",
            "The fisherman sat on the muddy bank all day.",
            "The water rose over the bank and into the fields.",
            "We swam across and climbed up the other bank.",
        ),
    },
    "bat": {
        "animal": (
            "A bat flew out of the cave at dusk.",
            "The bat hangs upside down from the roof.",
            "A bat finds insects by their echo.",
            "The bat folded its wings and slept.",
            "We saw a bat hunting above the pond.",
            "The vet fed the young bat with milk.",
        ),
        "sport": (
            "He swung the bat and missed the ball.",
            "The bat broke when it hit the ball.",
            "She bought a wooden bat for the game.",
            "The batter leaned his bat against the fence.",
            "He scored fifty runs with a borrowed bat.",
            "Hold the bat with both hands.",
        ),
    },
    "spring": {
        "season": (
            "The trees turn green in spring.",
            "Last spring we planted tomatoes.",
            "It rains a lot in spring.",
            "The birds come back every spring.",
            "The school trip is in spring, before the exams.",
            "After a long winter, spring came at last.",
        ),
        "metal": (
            "The spring in the mattress is broken.",
            "A spring pulls the door shut.",
            "Press the spring and let it go.",
            "The clock stopped because its spring had snapped.",
            "The weight stretches the spring by two centimetres.",
            "He replaced the rusty spring of the lock.",
        ),
    },
    "cell": {
        "life": (
            "Each cell of the body holds the same genes.",
            "The cell divides into two.",
            "A virus enters the cell through its membrane.",
            "Under the microscope you can see a single cell.",
            "The cell makes proteins from amino acids.",
            "A plant cell has a thick wall.",
        ),
        "prison": (
            "The prisoner paced up and down in his cell.",
            "The guard locked the cell for the night.",
            "He shared a cell with two thieves.",
            "There was only a bed and a bucket in the cell.",
            "She spent three years in a cell without a window.",
            "They found a file hidden in his cell.",
        ),
    },
    "crane": {
        "bird": (
            "A crane stood in the marsh on one leg.",
            "The crane spread its white wings.",
            "The crane builds its nest among the reeds.",
            "A crane called across the lake at dawn.",
            "Each autumn the crane flies south.",
            "The crane caught a frog with its long beak.",
        ),
        "machine": (
            "The crane lifted the beams onto the roof.",
            "A crane unloads the containers from the ship.",
            "The driver of the crane sits high above the street.",
            "They rented a crane to move the statue.",
            "The crane collapsed onto the building site.",
            "A steel rope hangs from the arm of the crane.",
        ),
    },
}
